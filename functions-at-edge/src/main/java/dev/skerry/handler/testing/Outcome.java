package dev.skerry.handler.testing;

import dev.skerry.handler.Directions;
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
 * What came of a call, as plain values.
 *
 * @param verdict what the edge would carry out
 * @param log the lines that the handler wrote
 * @param took from asking to the verdict, waiting for a thread included
 */
public record Outcome(Verdict verdict, List<String> log, Duration took) {
  /** Copies the lines. */
  public Outcome {
    log = List.copyOf(log);
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
    throw otherwise("go on");
  }

  /** The response that was changed or made. */
  public Response response() {
    return switch (verdict) {
      case Verdict.Change(Response response) -> response;
      case Verdict.Respond(Response response, ByteBuffer _) -> response;
      case Verdict.ContinueWith _, Verdict.Failed _ -> throw otherwise("make or change a response");
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
      case Verdict.Change _, Verdict.ContinueWith _, Verdict.Failed _ ->
          throw otherwise("make content");
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
    return words(failed());
  }

  private Verdict.Failed failed() {
    if (verdict instanceof Verdict.Failed failed) {
      return failed;
    }
    throw otherwise("fail");
  }

  private AssertionError otherwise(String what) {
    return new AssertionError("the handler did not " + what + ": it " + words());
  }

  /** What the handler did, for messages. */
  String words() {
    return switch (verdict) {
      case Verdict.ContinueWith go -> "goes on with " + go.request();
      case Verdict.Change(Response response) -> "changes the response to " + response.status();
      case Verdict.Respond(Response response, ByteBuffer _) -> "responds " + response.status();
      case Verdict.Failed failed -> "fails: " + words(failed);
    };
  }

  private static String words(Verdict.Failed failed) {
    return failed.place().isEmpty() ? failed.said() : failed.said() + " (" + failed.place() + ")";
  }
}
