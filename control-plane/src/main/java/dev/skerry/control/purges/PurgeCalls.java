package dev.skerry.control.purges;

import dev.skerry.control.fleet.Answers;
import dev.skerry.control.fleet.EdgeState;
import dev.skerry.edge.admin.AdminAnswer;
import dev.skerry.edge.admin.AdminCall;
import dev.skerry.edge.admin.Endpoint;
import dev.skerry.edge.admin.Endpoint.Answering;
import dev.skerry.edge.admin.Parameter;
import dev.skerry.edge.admin.Problem;
import dev.skerry.edge.admin.ProblemException;
import dev.skerry.edge.admin.PurgeOrder;
import dev.skerry.edge.admin.PurgeRequest;
import dev.skerry.edge.admin.Scope;
import dev.skerry.edge.admin.shape.Describe;
import dev.skerry.edge.admin.shape.Violation;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.origin.engine.EngineException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The calls of the admin API about purges of all edges. */
public final class PurgeCalls {
  /** So long the order of a purge waits for edges where nothing else is said. */
  static final Duration USUAL_WAIT = Duration.ofSeconds(5);

  private static final long WAIT_MS_MAX = 30_000;
  private static final long PAGE_MAX = 1_000;
  private static final long PAGE = 100;
  private static final double ORDERS_PER_SECOND = 100;
  private static final double ORDERS_AT_ONCE = 1_000;

  private static final String PURGES = "/v1/purges";
  private static final String SITE = "site";
  private static final String SEQUENCE = "sequence";
  private static final String BEFORE = "before";
  private static final String LIMIT = "limit";
  private static final String WAIT = "wait_ms";

  private final Purges purges;
  private final PurgePlan plan;
  private final OrderRate rate;

  /**
   * What the calls need.
   *
   * @param sites the names of the sites that there are; null where none are known
   */
  public record PurgePlan(Purges.Plan purges, Supplier<@Nullable Set<String>> sites) {}

  @Describe("Purges, from the newest.")
  record Page(
      List<PurgeTargets> purges,
      @Describe("What to give as `before` for the next page; null for the last.")
          @Nullable Long next) {}

  @Describe("A purge, and which edges have applied it.")
  record One(PurgeTargets purge, List<FleetPurge.Done> applied, List<FleetPurge.Missing> missing) {}

  private PurgeCalls(Purges purges, PurgePlan plan) {
    this.purges = purges;
    this.plan = plan;
    this.rate = new OrderRate(ORDERS_PER_SECOND, ORDERS_AT_ONCE, plan.purges().nanos());
  }

  /** The endpoints. */
  public static List<Endpoint> of(Purges purges, PurgePlan plan) {
    PurgeCalls calls = new PurgeCalls(purges, plan);
    return List.of(
        ordering(Endpoint.post("/v1/purge"), "Purge what the edges have stored")
            .by(answering(call -> calls.order(call, null))),
        ordering(
                Endpoint.post("/v1/sites/{site}/purge").path(SITE, "The name of a site"),
                "Purge what the edges have stored of a site")
            .by(answering(call -> calls.order(call, call.required(SITE)))),
        Endpoint.get(PURGES)
            .scope(Scope.READ)
            .summary("The purges that were ordered, from the newest")
            .query(Parameter.whole(BEFORE, 1, Long.MAX_VALUE, "Only purges with lower numbers"))
            .query(Parameter.whole(LIMIT, 1, PAGE_MAX, "So many at most; 100 if missing"))
            .answers(200, Page.class)
            .by(answering(calls::page)),
        Endpoint.get(PURGES + "/{sequence}")
            .scope(Scope.READ)
            .summary("A purge, and which edges have applied it")
            .path(SEQUENCE, "The purge's number")
            .answers(200, One.class)
            .by(answering(calls::one)));
  }

  private static Endpoint.Builder ordering(Endpoint.Builder endpoint, String summary) {
    return endpoint
        .scope(Scope.PURGE)
        .summary(summary)
        .waits()
        .query(
            Parameter.whole(
                WAIT,
                0,
                WAIT_MS_MAX,
                "So many milliseconds at most to wait until the connected edges have applied it;"
                    + " 5000 if missing"))
        .content(PurgeRequest.class)
        .answers(200, FleetPurge.class);
  }

  /** An answer that may ask the engine, and wait. */
  @FunctionalInterface
  private interface Blocking {
    Record answer(AdminCall call) throws ProblemException, InterruptedException;
  }

  private static Answering answering(Blocking blocking) {
    return call -> {
      try {
        return AdminAnswer.ok(blocking.answer(call));
      } catch (EngineException.CommitUnknown e) {
        throw new ProblemException(
            Problem.UNAVAILABLE, "whether it was ordered is unknown; order it again");
      } catch (EngineException e) {
        throw new ProblemException(Problem.UNAVAILABLE, String.valueOf(e.getMessage()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ProblemException(Problem.UNAVAILABLE, "the control plane stops");
      }
    };
  }

  private FleetPurge order(AdminCall call, @Nullable String ofSite)
      throws ProblemException, InterruptedException {
    PurgeOrder order = limited(call.content(PurgeRequest.class).order(), ofSite);
    requireKnown(order.site());
    Duration pause = rate.take(call.caller().id());
    if (pause.isPositive()) {
      throw new ProblemException(
          Problem.TOO_MANY_REQUESTS,
          "%s orders more than %d purges a second; one purge can name many targets"
              .formatted(call.caller().name(), (long) ORDERS_PER_SECOND),
          Fields.of(FieldNames.RETRY_AFTER, Long.toString(pause.toSeconds() + 1)));
    }
    Duration wait = Duration.ofMillis(call.whole(WAIT, USUAL_WAIT.toMillis()));
    PurgeDraft draft =
        new PurgeDraft(order.site(), order.selectors(), order.soft(), call.caller().name());
    try {
      draft.requireReadable();
    } catch (IllegalArgumentException e) {
      throw new ProblemException(List.of(Violation.in("", String.valueOf(e.getMessage()))));
    }
    if (order.dryRun()) {
      call.note("dry run");
      return count(order, draft, wait);
    }
    PurgeProgress progress = purges.order(draft, wait);
    call.note("purge " + progress.logged().sequence());
    return FleetPurge.of(order, progress);
  }

  private static PurgeOrder limited(PurgeOrder order, @Nullable String site)
      throws ProblemException {
    if (site == null || site.equals(order.site())) {
      return order;
    }
    if (order.site() != null) {
      throw new ProblemException(
          List.of(
              Violation.in(
                  "/site",
                  "expected '%s' or nothing, as in the path, found '%s'"
                      .formatted(site, order.site()))));
    }
    return new PurgeOrder(site, order.selectors(), order.soft(), order.dryRun());
  }

  private void requireKnown(@Nullable String site) throws ProblemException {
    Set<String> known = plan.sites().get();
    if (site != null && known != null && !known.contains(site)) {
      throw new ProblemException(
          Problem.INVALID_REQUEST, "no site of the configuration is named '" + site + "'");
    }
  }

  private FleetPurge count(PurgeOrder order, PurgeDraft draft, Duration wait)
      throws InterruptedException {
    long since = plan.purges().nanos().getAsLong();
    Map<String, EdgeCount> counts = purges.count(draft, wait);
    List<FleetPurge.Missing> silent = new ArrayList<>();
    for (EdgeState edge : plan.purges().fleet().edges()) {
      if (!counts.containsKey(edge.edge())) {
        silent.add(new FleetPurge.Missing(edge.edge(), notCounted(edge).text()));
      }
    }
    double ms = (plan.purges().nanos().getAsLong() - since) / 1_000_000.0;
    return FleetPurge.of(order, purges.latest(), counts, silent, ms);
  }

  private Answers.Reason notCounted(EdgeState edge) {
    boolean elsewhere = edge.connected() && !plan.purges().fleet().isHere(edge.edge());
    return elsewhere ? Answers.Reason.ELSEWHERE : Answers.Reason.of(edge, false);
  }

  private Page page(AdminCall call) {
    int limit = (int) call.whole(LIMIT, PAGE);
    List<PurgeTargets> page =
        purges.before(call.whole(BEFORE, Long.MAX_VALUE), limit).stream()
            .map(PurgeTargets::of)
            .toList();
    boolean more = !page.isEmpty() && !purges.before(page.getLast().sequence(), 1).isEmpty();
    return new Page(page, more ? page.getLast().sequence() : null);
  }

  private One one(AdminCall call) throws ProblemException, InterruptedException {
    String asked = call.required(SEQUENCE);
    PurgeProgress progress =
        number(asked) <= 0 ? null : purges.progress(number(asked)).orElse(null);
    if (progress == null) {
      throw new ProblemException(
          Problem.NOT_FOUND, "no purge has the number " + asked + ", or it is forgotten");
    }
    return new One(
        PurgeTargets.of(progress.logged()),
        FleetPurge.done(progress),
        FleetPurge.missing(progress));
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
