package dev.skerry.edge.admin;

import dev.skerry.edge.observe.HandlerLines;
import dev.skerry.edge.observe.HandlerTail;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/handlers/{handler}/tail}: what a handler has written, and what it writes now. */
public final class TailEndpoint {
  /** The parameter that has the handler's id. */
  public static final String HANDLER = "handler";

  /** The parameter that says what the caller has got by now. */
  public static final String CURSOR = "cursor";

  /** The parameter that says how old lines may be that come first. */
  public static final String SINCE = "since_ms";

  /** The parameter that says how long to wait for a line. */
  public static final String WAIT = "wait_ms";

  private static final long WAIT_MAX_MILLIS = 30_000;

  private TailEndpoint() {}

  /** An endpoint that everything but its answer is said of. */
  public static Endpoint.Builder begun() {
    return Endpoint.get("/v1/handlers/{handler}/tail")
        .scope(Scope.READ)
        .summary("The lines that a handler writes, from now on or from where a call has ended")
        .path(HANDLER, "Its id in the configuration")
        .query(Parameter.text(CURSOR, "The cursor of the answer before; from now on if missing"))
        .query(
            Parameter.whole(
                SINCE, 0, Long.MAX_VALUE, "Without a cursor: also lines that are no older"))
        .query(
            Parameter.whole(WAIT, 0, WAIT_MAX_MILLIS, "How long to wait for a line; 0 if missing"))
        .answers(200, TailAnswer.class)
        .waits();
  }

  /** Of one node. */
  static Endpoint of(TailService tail) {
    return begun().by(call -> AdminAnswer.ok(answer(tail, call)));
  }

  private static TailAnswer answer(TailService tail, AdminCall call) throws ProblemException {
    String handler = call.required(HANDLER);
    if (!tail.has(handler)) {
      throw unknown(handler);
    }
    long after = number(call.text(CURSOR));
    long wait = call.whole(WAIT, 0);
    CompletableFuture<HandlerLines> lines = new CompletableFuture<>();
    tail.ask(new HandlerTail.Asked(handler, after, call.whole(SINCE, -1), wait), lines::complete);
    HandlerLines found =
        lines
            .completeOnTimeout(
                new HandlerLines(List.of(), Math.max(after, 0), 0), wait, TimeUnit.MILLISECONDS)
            .join();
    return new TailAnswer(
        Long.toString(found.next()),
        found.lines().stream().map(line -> TailAnswer.Line.of(null, line)).toList(),
        found.dropped());
  }

  private static long number(@Nullable String cursor) throws ProblemException {
    try {
      return cursor == null ? -1 : Math.max(0, Long.parseLong(cursor));
    } catch (NumberFormatException e) {
      throw new ProblemException(
          Problem.INVALID_REQUEST, "cursor '%s' is none that was given".formatted(cursor));
    }
  }

  /** There is no such handler. */
  public static ProblemException unknown(String handler) {
    return new ProblemException(
        Problem.NOT_FOUND, "the configuration has no handler '%s'".formatted(handler));
  }
}
