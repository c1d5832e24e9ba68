package dev.skerry.control.sites;

import dev.skerry.control.fleet.Answers;
import dev.skerry.edge.admin.shape.Bounds;
import dev.skerry.edge.admin.shape.Describe;
import dev.skerry.edge.config.document.Bundle;
import dev.skerry.edge.sync.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the calls about configurations take and answer, as the admin API describes it. */
final class ConfigShapes {
  private ConfigShapes() {}

  @Describe("A configuration with all that it names.")
  record Content(
      @Describe("For messages; JSON if it ends with .json, else YAML. skerry.yaml if missing.")
          @Bounds(min = 1, max = 1_024)
          @Nullable String name,
      @Describe("The document's text.") @Bounds(min = 1, max = 4 << 20) String document,
      @Describe("The files that the document names, in base64, by their names there.")
          Map<String, byte[]> files,
      @Describe("The environment variables that the document names.")
          Map<String, String> variables) {
    Bundle bundle() {
      return new Bundle(name == null ? "skerry.yaml" : name, document, files, variables);
    }
  }

  @Describe("A configuration to put in force.")
  record Wanted(
      Content content,
      @Describe("Why.") @Bounds(max = 10_000) @Nullable String message,
      @Describe("How it is brought to the edges; to all at once if missing.")
          @Nullable Canaries rollout) {}

  @Describe("Some edges have it first, and the others when these fare well.")
  record Canaries(
      @Describe("The names of edges; or give a percent.") List<String> canaries,
      @Describe("So many of the connected edges.") @Bounds(min = 1, max = 100)
          @Nullable Integer percent,
      @Describe("So many seconds they are watched; 60 if missing.") @Bounds(min = 0, max = 604_800)
          @Nullable Integer watchSeconds,
      @Describe("Their share of 5xx is at most so many times the others'; 2 if missing.")
          @Nullable Double maxErrorRatio,
      @Describe(
              "Their 95th percentile of latency is at most so many times the others'; 2 if"
                  + " missing.")
          @Nullable Double maxLatencyRatio,
      @Describe("Fewer requests of theirs are not judged; 20 if missing.") @Bounds(min = 0)
          @Nullable Long minRequests,
      @Describe("What becomes of a version that could not be judged; promote if missing.")
          RolloutPolicy.@Nullable Unjudged unjudged) {
    /** What that means, or an {@link IllegalArgumentException}. */
    RolloutPolicy policy() {
      return new RolloutPolicy(
          canaries,
          percent == null ? 0 : percent,
          Duration.ofSeconds(watchSeconds == null ? 60 : watchSeconds),
          maxErrorRatio == null ? 2 : maxErrorRatio,
          maxLatencyRatio == null ? 2 : maxLatencyRatio,
          minRequests == null ? 20 : minRequests,
          unjudged == null ? RolloutPolicy.Unjudged.PROMOTE : unjudged);
    }
  }

  @Describe("The version to go back to.")
  record Back(
      @Describe("Its number.") @Bounds(min = 1) long version,
      @Describe("Why.") @Bounds(max = 10_000) @Nullable String message) {}

  @Describe("Why a rollout ends.")
  record Abort(@Describe("For its reason.") @Bounds(max = 10_000) @Nullable String message) {}

  @Describe("A version, without its content.")
  record VersionShown(
      long version,
      @Describe("Of the document and all that it names.") String sha256,
      @Describe("Who applied it; `file` for the file that a process follows.") String author,
      String message,
      Instant at,
      @Describe("The version whose content this has again; null for none.")
          @Nullable Long restores) {
    static VersionShown of(Version version) {
      return new VersionShown(
          version.number(),
          version.sha256(),
          version.author(),
          version.message(),
          version.at(),
          version.restores() == 0 ? null : version.restores());
    }
  }

  @Describe("The configuration that edges are to have.")
  record Current(
      @Describe("Where it comes from: `api`, or the file that the process follows.") String source,
      long version,
      @Describe("Of the document and all that it names.") String sha256,
      String author,
      String message,
      @Describe("When it was applied.") Instant since,
      @Describe("Why the file's newest content was refused; null if it is the one in force.")
          @Nullable String problem,
      @Describe("The document, without its secrets.") JsonNode document,
      @Describe("The rollout of another version that is under way; null for none.")
          @Nullable RolloutShown rollout) {}

  @Describe("A version and its document.")
  record Full(
      VersionShown version,
      @Describe("The document, without its secrets.") JsonNode document,
      @Describe("The same as YAML.") String yaml,
      @Describe("The names of the files that were sent with it.") List<String> files,
      @Describe("The names of the variables that were sent with it.") List<String> variables) {}

  @Describe("Versions, from the newest.")
  record Versions(
      List<VersionShown> versions,
      @Describe("The version that edges are to have; 0 for none.") long current,
      @Describe("What to give as `before` for the next page; null for the last.")
          @Nullable Long next) {}

  @Describe("The bringing of a version to some edges first.")
  record RolloutShown(
      long version,
      @Describe("What the other edges have meanwhile.") long previous,
      Rollout.Stage stage,
      @Describe("Why it ended so; empty while it has not.") String reason,
      List<String> canaries,
      int watchSeconds,
      Instant startedAt,
      @Nullable Instant endedAt) {
    static RolloutShown of(Rollout rollout) {
      return new RolloutShown(
          rollout.version(),
          rollout.previous(),
          rollout.stage(),
          rollout.reason(),
          rollout.canaries(),
          (int) rollout.policy().watch().toSeconds(),
          rollout.startedAt(),
          rollout.endedAt());
    }
  }

  @Describe("Rollouts, from the newest.")
  record RolloutList(
      List<RolloutShown> rollouts,
      @Describe("What to give as `before` for the next page; null for the last.")
          @Nullable Long next) {}

  @Describe("A configuration that an edge could load.")
  record Right(String sha256, int sites, int pools) {}

  @Describe("What one configuration has that another has not.")
  record Compared(
      @Describe("The first's version; 0 for none.") long from,
      @Describe("The second's version; 0 for one that has none.") long to,
      @Describe("Whether they mean the same.") boolean same,
      List<Difference.Change> changes,
      @Describe("Both as YAML without secrets, in the unified format of diff.") String text) {
    static Compared of(long from, long to, Difference difference) {
      return new Compared(from, to, difference.same(), difference.changes(), difference.text());
    }
  }

  @Describe("A configuration that was applied, or what it would change.")
  record Applied(
      @Describe("The version; of a dry run the current one, 0 for none.") long version,
      @Describe("Whether it is a new version.") boolean changed,
      boolean dryRun,
      @Describe("What it changes, of a dry run.") @Nullable Compared difference,
      @Describe("How it is rolled out; null for to all at once.") @Nullable RolloutShown rollout,
      @Describe("The connected edges that have what they are to have.") List<InForce> inForce,
      @Describe("The edges that could not load it; they keep what they had.") List<Refused> refused,
      @Describe("The edges that have not said so yet.") List<Missing> missing) {}

  @Describe("An edge that has what it is to have.")
  record InForce(
      String edge,
      long version,
      @Describe("Milliseconds after the version was there.") double ms,
      @Describe("What takes effect when the edge starts anew, as pointers into the document.")
          List<String> needsRestart) {}

  @Describe("An edge that could not load a version.")
  record Refused(String edge, long version, List<String> problems) {}

  @Describe("An edge that has not said so yet.")
  record Missing(String edge, @Describe("Why.") String reason) {}

  /** What edges did with a version. */
  static Applied applied(
      long version, boolean changed, @Nullable Rollout rollout, Answers answers) {
    List<InForce> inForce = new ArrayList<>();
    List<Refused> refused = new ArrayList<>();
    for (Answers.Done done : answers.done()) {
      Report.Refused refusal = done.state().refused();
      if (refusal != null) {
        refused.add(new Refused(done.state().edge(), refusal.version(), refusal.problems()));
      } else {
        inForce.add(
            new InForce(
                done.state().edge(),
                done.state().version(),
                done.after().toNanos() / 1_000_000.0,
                done.state().needsRestart()));
      }
    }
    return new Applied(
        version,
        changed,
        false,
        null,
        rollout == null ? null : RolloutShown.of(rollout),
        inForce,
        refused,
        answers.missing().stream()
            .map(one -> new Missing(one.state().edge(), one.reason().text()))
            .toList());
  }
}
