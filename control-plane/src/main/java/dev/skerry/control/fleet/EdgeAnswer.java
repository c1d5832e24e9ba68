package dev.skerry.control.fleet;

import dev.skerry.edge.admin.shape.Describe;
import dev.skerry.edge.sync.EdgeVitals;
import dev.skerry.edge.sync.Report;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An edge as the admin API tells of it. */
@Describe("An edge, and how it is.")
record EdgeAnswer(
    @Describe("Its name.") String edge,
    @Describe("Whether it can be told something now.") Contact contact,
    @Describe("When it came or went; missing if it has not come since the control plane started.")
        @Nullable Instant since,
    @Describe("When it was heard last.") @Nullable Instant heard,
    @Describe("The version of its program.") String software,
    @Describe("When its process started.") @Nullable Instant startedAt,
    @Describe("The version of the configuration in force there; 0 if unknown.") long version,
    @Describe("What of it is not in force until the edge starts anew.") List<String> needsRestart,
    @Describe("The newest version that it could not put in force.") @Nullable Refusal refused,
    @Describe("All purges up to this number are in force there; 0 if unknown.") long applied,
    @Describe("When its newest certificate ends.") @Nullable Instant certifiedUntil,
    @Describe("What it serves now.") @Nullable Figures traffic,
    @Describe("What its process takes.") @Nullable Health health) {
  /** Whether an edge can be told something. */
  enum Contact {
    CONNECTED,
    AWAY,
    REVOKED
  }

  @Describe("A version that an edge could not put in force.")
  record Refusal(@Describe("The version.") long version, @Describe("Why.") List<String> problems) {}

  @Describe("What the process of an edge takes.")
  record Health(
      @Describe("starting, ready or draining.") String state,
      @Describe("Open connections of viewers.") long connections,
      @Describe("Memory of the cache, bytes.") long memoryBytes,
      @Describe("How much that may be.") long memoryLimitBytes,
      @Describe("Disk of the cache, bytes.") long diskBytes,
      @Describe("How much that may be; 0 where there is no disk.") long diskLimitBytes,
      @Describe("What is wrong with the disk; empty for nothing.") String diskTrouble) {
    static Health of(EdgeVitals vitals) {
      return new Health(
          vitals.state(),
          vitals.connections(),
          vitals.memoryBytes(),
          vitals.memoryLimitBytes(),
          vitals.diskBytes(),
          vitals.diskLimitBytes(),
          vitals.diskTrouble());
    }
  }

  @Describe("The edges of a fleet.")
  record Listing(
      @Describe("How many can be told something now.") int connected,
      @Describe("All that have joined and not been forgotten, in the order of their names.")
          List<EdgeAnswer> edges,
      @Describe("What to give as after for the next page; null where this is the last.")
          @Nullable String next) {}

  @Describe("An edge, and its last ten minutes.")
  record Detail(
      EdgeAnswer edge,
      @Describe("What it served, by slots of five seconds, the oldest first.")
          List<Figures> history) {}

  static EdgeAnswer of(EdgeState state, @Nullable Member member, @Nullable Figures traffic) {
    Report.Refused refused = state.refused();
    EdgeVitals vitals = state.vitals();
    return new EdgeAnswer(
        state.edge(),
        state.connected() ? Contact.CONNECTED : Contact.AWAY,
        state.since(),
        state.heard(),
        state.software(),
        state.startedAtMillis() == 0 ? null : Instant.ofEpochMilli(state.startedAtMillis()),
        state.version(),
        state.needsRestart(),
        refused == null ? null : new Refusal(refused.version(), refused.problems()),
        state.applied(),
        member == null ? null : member.certifiedUntil(),
        state.connected() ? traffic : null,
        vitals == null ? null : Health.of(vitals));
  }

  /** One that is not wanted any more. */
  static EdgeAnswer revoked(Member member) {
    return new EdgeAnswer(
        member.edge(),
        Contact.REVOKED,
        member.changedAt(),
        null,
        "",
        null,
        0,
        List.of(),
        null,
        0,
        null,
        null,
        null);
  }
}
