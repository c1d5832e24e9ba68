package dev.skerry.control.sites;

import dev.skerry.control.fleet.Answers;
import dev.skerry.control.sites.ConfigShapes.Abort;
import dev.skerry.control.sites.ConfigShapes.Applied;
import dev.skerry.control.sites.ConfigShapes.Back;
import dev.skerry.control.sites.ConfigShapes.Compared;
import dev.skerry.control.sites.ConfigShapes.Content;
import dev.skerry.control.sites.ConfigShapes.Current;
import dev.skerry.control.sites.ConfigShapes.Full;
import dev.skerry.control.sites.ConfigShapes.Right;
import dev.skerry.control.sites.ConfigShapes.RolloutList;
import dev.skerry.control.sites.ConfigShapes.RolloutShown;
import dev.skerry.control.sites.ConfigShapes.VersionShown;
import dev.skerry.control.sites.ConfigShapes.Wanted;
import dev.skerry.edge.admin.AdminAnswer;
import dev.skerry.edge.admin.AdminCall;
import dev.skerry.edge.admin.Endpoint;
import dev.skerry.edge.admin.IfMatch;
import dev.skerry.edge.admin.Parameter;
import dev.skerry.edge.admin.Problem;
import dev.skerry.edge.admin.ProblemException;
import dev.skerry.edge.admin.Scope;
import dev.skerry.edge.config.document.Bundle;
import dev.skerry.edge.config.document.Compilation.Compiled;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The calls of the admin API about configurations of all edges. */
public final class ConfigCalls {
  /** Bytes of a call that brings a configuration: base64 makes files longer by a third. */
  private static final int CONTENT_BYTES_MAX = 9 << 20;

  private static final long USUAL_WAIT_MS = 5_000;
  private static final long WAIT_MS_MAX = 30_000;
  private static final long PAGE_MAX = 1_000;
  private static final long PAGE = 100;
  private static final String CONFIG = "/v1/config";
  private static final String VERSIONS = CONFIG + "/versions";
  private static final String ROLLOUTS = "/v1/rollouts";
  private static final String BEFORE = "before";
  private static final String LIMIT = "limit";
  private static final String WAIT = "wait_ms";
  private static final String DRY_RUN = "dry_run";
  private static final String FROM = "from";
  private static final String TO = "to";
  private static final String VERSION = "version";

  private final Sites sites;
  private final Origin origin;

  /** Where configurations come from. */
  public sealed interface Origin {
    /** From calls of the admin API. */
    record Api() implements Origin {}

    /** From something that a process follows itself: a call cannot change it. */
    non-sealed interface Followed extends Origin {
      /** How the user knows it: a file's path, or {@code command line}. */
      String name();

      /** Why its newest content was refused; null if it is the one in force. */
      @Nullable String problem();

      /** What to do instead of a call, for people. */
      String instead();
    }
  }

  ConfigCalls(Sites sites, Origin origin) {
    this.sites = sites;
    this.origin = origin;
  }

  /** The endpoints. */
  public static List<Endpoint> of(Sites sites, Origin origin) {
    ConfigCalls calls = new ConfigCalls(sites, origin);
    return List.of(
        Endpoint.get(CONFIG)
            .scope(Scope.READ)
            .summary("The configuration that edges are to have, without its secrets")
            .answers(200, Current.class)
            .by(SiteAnswers.of(calls::current)),
        waiting(Endpoint.put(CONFIG), "Put a configuration in force on all edges, or on some first")
            .query(Parameter.flag(DRY_RUN, "Only tell what it would change"))
            .content(Wanted.class)
            .contentMax(CONTENT_BYTES_MAX)
            .by(SiteAnswers.of(calls::apply)),
        Endpoint.post(CONFIG + "/check")
            .scope(Scope.READ)
            .changesNothing()
            .summary("Tell all that is wrong with a configuration")
            .content(Content.class)
            .contentMax(CONTENT_BYTES_MAX)
            .answers(200, Right.class)
            .by(SiteAnswers.of(calls::check)),
        paged(Endpoint.get(VERSIONS), "The versions, from the newest")
            .answers(200, ConfigShapes.Versions.class)
            .by(SiteAnswers.of(calls::versions)),
        Endpoint.get(VERSIONS + "/{version}")
            .scope(Scope.READ)
            .summary("A version, without its secrets")
            .path(VERSION, "Its number")
            .answers(200, Full.class)
            .by(SiteAnswers.of(calls::version)),
        Endpoint.get(CONFIG + "/diff")
            .scope(Scope.READ)
            .summary("What one version has that another has not, without secrets")
            .query(
                Parameter.whole(
                    FROM, 1, Long.MAX_VALUE, "A version; the one before the other if missing"))
            .query(Parameter.whole(TO, 1, Long.MAX_VALUE, "A version; the current one if missing"))
            .answers(200, Compared.class)
            .by(SiteAnswers.of(calls::compare)),
        waiting(
                Endpoint.post(CONFIG + "/rollback"),
                "Put the content of an old version in force on all edges, as a new version")
            .content(Back.class)
            .by(SiteAnswers.of(calls::rollBack)),
        paged(Endpoint.get(ROLLOUTS), "The rollouts, from the newest")
            .answers(200, RolloutList.class)
            .by(SiteAnswers.of(calls::rollouts)),
        waiting(
                Endpoint.post(ROLLOUTS + "/{version}/abort"),
                "End a rollout: the edges that have its version get the one before again")
            .path(VERSION, "The version that is being rolled out")
            .content(Abort.class)
            .by(SiteAnswers.of(calls::abort)));
  }

  /** One whose answer tells which edges have what it put in force. */
  static Endpoint.Builder waiting(Endpoint.Builder endpoint, String summary) {
    return endpoint
        .scope(Scope.CONFIGURE)
        .summary(summary)
        .waits()
        .query(
            Parameter.whole(
                WAIT,
                0,
                WAIT_MS_MAX,
                "So many milliseconds at most to wait until the connected edges have it;"
                    + " 5000 if missing"))
        .answers(200, Applied.class);
  }

  private static Endpoint.Builder paged(Endpoint.Builder endpoint, String summary) {
    return endpoint
        .scope(Scope.READ)
        .summary(summary)
        .query(Parameter.whole(BEFORE, 1, Long.MAX_VALUE, "Only versions with lower numbers"))
        .query(Parameter.whole(LIMIT, 1, PAGE_MAX, "So many at most; 100 if missing"));
  }

  private AdminAnswer current(AdminCall call) throws VersionException, ProblemException {
    long number = sites.standing().current();
    Version version =
        sites
            .find(number)
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.NOT_FOUND, "there is no configuration yet: PUT " + CONFIG));
    Compiled compiled = Sites.check(bundle(number));
    boolean followed = origin instanceof Origin.Followed;
    Current current =
        new Current(
            followed ? ((Origin.Followed) origin).name() : "api",
            number,
            version.sha256(),
            version.author(),
            version.message(),
            version.at(),
            followed ? ((Origin.Followed) origin).problem() : null,
            JsonMapper.shared().readTree(compiled.shown().json()),
            sites.rollout().map(RolloutShown::of).orElse(null));
    return tagged(number, AdminAnswer.ok(current));
  }

  private AdminAnswer apply(AdminCall call)
      throws VersionException, ProblemException, InterruptedException {
    Wanted wanted = call.content(Wanted.class);
    Bundle bundle = wanted.content().bundle();
    boolean dryRun = call.flag(DRY_RUN);
    Standing standing = sites.standing();
    if (dryRun) {
      call.note("dry run");
      expectation(call.ifMatch()).check(standing);
      Difference difference = sites.difference(standing.current(), bundle);
      return AdminAnswer.ok(
          new Applied(
              standing.current(),
              !difference.same(),
              true,
              Compared.of(standing.current(), 0, difference),
              null,
              List.of(),
              List.of(),
              List.of()));
    }
    requireNotFollowed();
    if (standing.current() != 0) {
      call.ifMatch().require(tag(standing.current()));
    }
    Sites.Applied applied =
        sites.apply(
            new Sites.Change(
                bundle,
                call.caller().name(),
                wanted.message() == null ? "" : wanted.message(),
                expectation(call.ifMatch()),
                policy(wanted.rollout())));
    call.note("version " + applied.version().number());
    return inForce(call, applied.version(), applied.changed());
  }

  /** What is asked for; null for to all edges at once. */
  static @Nullable RolloutPolicy policy(ConfigShapes.@Nullable Canaries wanted)
      throws ProblemException {
    try {
      return wanted == null ? null : wanted.policy();
    } catch (IllegalArgumentException e) {
      throw SiteAnswers.invalid("/rollout", String.valueOf(e.getMessage()));
    }
  }

  private AdminAnswer rollBack(AdminCall call)
      throws VersionException, ProblemException, InterruptedException {
    requireNotFollowed();
    Back back = call.content(Back.class);
    Sites.Applied applied =
        sites.rollBack(
            back.version(),
            call.caller().name(),
            back.message() == null ? "" : back.message(),
            expectation(call.ifMatch()));
    Version version = applied.version();
    call.note("version %d with the content of %d".formatted(version.number(), back.version()));
    return inForce(call, version, applied.changed());
  }

  private AdminAnswer abort(AdminCall call)
      throws VersionException, ProblemException, InterruptedException {
    long number = number(call.required(VERSION));
    String message = call.content(Abort.class).message();
    Rollout ended = sites.abort(number, call.caller().name(), message == null ? "" : message);
    call.note("version %d again".formatted(ended.previous()));
    Answers answers = sites.awaitInForce(Duration.ofMillis(call.whole(WAIT, USUAL_WAIT_MS)));
    return tagged(
        ended.previous(),
        AdminAnswer.ok(ConfigShapes.applied(ended.previous(), true, ended, answers)));
  }

  /** Refuses where a call cannot change the configuration. */
  void requireNotFollowed() throws ProblemException {
    if (origin instanceof Origin.Followed followed) {
      throw new ProblemException(
          Problem.CONFLICT,
          "the configuration comes from %s: %s".formatted(followed.name(), followed.instead()));
    }
  }

  /** Waits for the edges, as long as the call says. */
  AdminAnswer inForce(AdminCall call, Version version, boolean changed)
      throws InterruptedException {
    Answers answers = sites.awaitInForce(Duration.ofMillis(call.whole(WAIT, USUAL_WAIT_MS)));
    Optional<Rollout> rollout = sites.rolloutOf(version.number());
    return tagged(
        sites.standing().current(),
        AdminAnswer.ok(
            ConfigShapes.applied(version.number(), changed, rollout.orElse(null), answers)));
  }

  private AdminAnswer check(AdminCall call) throws VersionException {
    Compiled compiled = Sites.check(call.content(Content.class).bundle());
    return AdminAnswer.ok(
        new Right(
            compiled.snapshot().fingerprint(),
            compiled.snapshot().sites().size(),
            compiled.snapshot().pools().size()));
  }

  private AdminAnswer versions(AdminCall call) {
    List<Version> page =
        sites.below(call.whole(BEFORE, Long.MAX_VALUE), (int) call.whole(LIMIT, PAGE));
    boolean more = !page.isEmpty() && page.getLast().number() > 1;
    return AdminAnswer.ok(
        new ConfigShapes.Versions(
            page.stream().map(VersionShown::of).toList(),
            sites.standing().current(),
            more ? page.getLast().number() : null));
  }

  private AdminAnswer version(AdminCall call) throws VersionException, ProblemException {
    long number = number(call.required(VERSION));
    Version version = sites.find(number).orElseThrow(() -> new VersionException.Unknown(number));
    Bundle bundle = bundle(number);
    Compiled compiled = Sites.check(bundle);
    return AdminAnswer.ok(
        new Full(
            VersionShown.of(version),
            JsonMapper.shared().readTree(compiled.shown().json()),
            compiled.shown().yaml(),
            bundle.files().keySet().stream().sorted().toList(),
            bundle.variables().keySet().stream().sorted().toList()));
  }

  private static long number(String text) throws ProblemException {
    try {
      long number = Long.parseLong(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // refused below
    }
    throw new ProblemException(
        Problem.NOT_FOUND, "expected the number of a version, found " + text);
  }

  private AdminAnswer compare(AdminCall call) throws VersionException, ProblemException {
    long to = call.whole(TO, sites.standing().current());
    if (to == 0) {
      throw new ProblemException(Problem.NOT_FOUND, "there is no configuration yet");
    }
    long from = call.whole(FROM, to - 1);
    Difference difference =
        from == 0 ? sites.difference(0, bundle(to)) : sites.difference(from, to);
    return AdminAnswer.ok(Compared.of(from, to, difference));
  }

  private AdminAnswer rollouts(AdminCall call) {
    List<Rollout> page =
        sites.rolloutsBelow(call.whole(BEFORE, Long.MAX_VALUE), (int) call.whole(LIMIT, PAGE));
    boolean more = !page.isEmpty() && !sites.rolloutsBelow(page.getLast().version(), 1).isEmpty();
    return AdminAnswer.ok(
        new RolloutList(
            page.stream().map(RolloutShown::of).toList(), more ? page.getLast().version() : null));
  }

  private Bundle bundle(long number) throws VersionException {
    return sites.bundle(number).orElseThrow(() -> new VersionException.Unknown(number));
  }

  private static Expectation expectation(IfMatch ifMatch) {
    return standing -> {
      if (!ifMatch.matches(tag(standing.current()))) {
        throw new VersionException.Outdated(standing.current(), "what If-Match says");
      }
    };
  }

  private static AdminAnswer tagged(long version, AdminAnswer answer) {
    return answer.field("etag", '"' + tag(version) + '"');
  }

  private static String tag(long version) {
    return Long.toString(version);
  }
}
