package dev.skerry.handler.testing;

import dev.skerry.handler.Directions;
import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.Verdict;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What came of one call of a handler, as plain values. One that is not there, as it went otherwise,
 * is an {@link AssertionError} that says how it went.
 *
 * @param event what it was called with
 * @param verdict what the edge would carry out
 * @param lines that it wrote, in order
 * @param wallNanos from the moment when it was asked for to its verdict
 * @param usage what the call itself took; null where it was stopped, or never ran
 */
public record Outcome(
    HandlerEvent event, Verdict verdict, List<Line> lines, long wallNanos, @Nullable Usage usage) {
  /** Copies the list. */
  public Outcome {
    lines = List.copyOf(lines);
  }

  /**
   * A line that a handler wrote, without control characters.
   *
   * @param place where in the source, {@code file:line}; empty if that is not known
   */
  public record Line(String place, String text) {
    /** The line with its place. */
    @Override
    public String toString() {
      return place.isEmpty() ? text : place + ": " + text;
    }
  }

  /** What one call took of the processor, and what it allocated. */
  public record Usage(long cpuNanos, long allocatedBytes) {}

  /** The texts of the lines that it wrote, in order, without their places. */
  public List<String> log() {
    return lines.stream().map(Line::text).toList();
  }

  /** From the moment when it was asked for to its verdict, waiting for a thread included. */
  public Duration took() {
    return Duration.ofNanos(wallNanos);
  }

  /** Whether the exchange goes on with a request. */
  public boolean continues() {
    return verdict instanceof Verdict.ContinueWith;
  }

  /** Whether the handler made the content of the response. */
  public boolean responds() {
    return verdict instanceof Verdict.Respond;
  }

  /** Whether the call failed. */
  public boolean fails() {
    return verdict instanceof Verdict.Failed;
  }

  /** The request that the exchange goes on with. */
  public Request request() {
    return going().request();
  }

  /** What is wanted besides the request. */
  public Directions directions() {
    return going().directions();
  }

  private Verdict.ContinueWith going() {
    if (verdict instanceof Verdict.ContinueWith go) {
      return go;
    }
    throw otherwise("the request to go on");
  }

  /** Whether a scheduled call has done what it was to do. */
  public boolean isDone() {
    return verdict instanceof Verdict.Done;
  }

  /** The response that was changed or made. */
  public Response response() {
    return switch (verdict) {
      case Verdict.Change(Response response) -> response;
      case Verdict.Respond(Response response, ByteBuffer _) -> response;
      case Verdict.ContinueWith _, Verdict.Done _, Verdict.Failed _ ->
          throw otherwise("a response");
    };
  }

  /** The status of the response. */
  public int status() {
    return response().status();
  }

  /** The value of a field of the request or response, several joined by commas; null if none. */
  public @Nullable String header(String name) {
    Fields fields = continues() ? request().fields() : response().fields();
    return fields.combined(name.toLowerCase(Locale.ROOT));
  }

  /** The content that the handler made, as a text in UTF-8. */
  public String body() {
    return switch (verdict) {
      case Verdict.Respond(Response _, ByteBuffer content) -> text(content);
      case Verdict.ContinueWith go when go.content() != null -> text(go.content());
      case Verdict.Change _, Verdict.ContinueWith _, Verdict.Done _, Verdict.Failed _ ->
          throw otherwise("content of the handler's");
    };
  }

  private static String text(ByteBuffer content) {
    return StandardCharsets.UTF_8.decode(content.duplicate()).toString();
  }

  /** Why the call failed. */
  public HandlerFault fault() {
    return failed().fault();
  }

  /** Why the call failed, in words, with the line of the source where it is known. */
  public String failure() {
    return OutcomeView.failure(failed());
  }

  private Verdict.Failed failed() {
    if (verdict instanceof Verdict.Failed failed) {
      return failed;
    }
    throw otherwise("the call to fail");
  }

  private AssertionError otherwise(String expected) {
    return new AssertionError("expected " + expected + ", but " + OutcomeView.said(verdict));
  }
}
