package dev.skerry.handler.testing;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.Hook;
import dev.skerry.http.Response;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A file of events, one or a list of them, in JSON ({@code docs/handler-events.md} is the format's
 * description).
 */
public final class EventFile {
  /** Whose address an event has that says none: one that is kept for documents (RFC 5737). */
  static final String VIEWER = "192.0.2.1";

  /** The name of its exchange in logs. */
  static final String REQUEST_ID = "test";

  private EventFile() {}

  /**
   * Reads a file.
   *
   * @param file its name, for messages
   * @throws EventProblem if it is wrong; then nothing of it is of use
   */
  public static List<TestEvent> read(String file, byte[] json) throws EventProblem {
    JsonPart whole = JsonPart.of(file, json);
    if (!whole.node().isArray()) {
      return List.of(event(whole, file));
    }
    List<TestEvent> events = new ArrayList<>();
    for (JsonPart each : whole.elements()) {
      events.add(event(each, file + " " + (events.size() + 1)));
    }
    return events;
  }

  private static TestEvent event(JsonPart part, String name) throws EventProblem {
    part.only(
        "about",
        "handler",
        "hook",
        "viewer",
        "request",
        "response",
        "tables",
        "buckets",
        "limits-reached",
        "handlers",
        "expect");
    JsonPart about = part.find("about");
    JsonPart handler = part.find("handler");
    JsonPart expect = part.find("expect");
    HandlerEvent event = handlerEvent(part, hook(part));
    return new TestEvent(
        about == null ? name : about.text(),
        handler == null ? null : handler.text(),
        event,
        expect == null ? Expected.NO_FAILURE : ExpectedReader.read(expect));
  }

  private static Hook hook(JsonPart part) throws EventProblem {
    JsonPart written = part.find("hook");
    if (written == null) {
      return part.find("response") == null ? Hook.VIEWER_REQUEST : Hook.VIEWER_RESPONSE;
    }
    for (Hook hook : Hook.values()) {
      if (written.node().isString() && hook.token().equals(written.text())) {
        return hook;
      }
    }
    throw written.expected(
        "one of "
            + Arrays.stream(Hook.values()).map(Hook::token).collect(Collectors.joining(", ")));
  }

  private static HandlerEvent handlerEvent(JsonPart part, Hook hook) throws EventProblem {
    boolean answered = hook == Hook.ORIGIN_RESPONSE || hook == Hook.VIEWER_RESPONSE;
    JsonPart viewer = part.find("viewer");
    JsonPart request = part.get("request");
    JsonPart response = part.find("response");
    if (answered != (response != null)) {
      throw part.problem(
          "a %s event has %s".formatted(hook.token(), answered ? "a response" : "no response"));
    }
    return new HandlerEvent(
            hook,
            REQUEST_ID,
            viewer == null ? VIEWER : viewer.text(),
            Messages.request(request),
            response(response),
            content(response == null ? request : response))
        .with(GivenData.of(part));
  }

  private static @Nullable Response response(@Nullable JsonPart part) throws EventProblem {
    return part == null ? null : Messages.response(part);
  }

  private static @Nullable ByteBuffer content(JsonPart message) throws EventProblem {
    JsonPart body = message.find("body");
    return body == null ? null : ByteBuffer.wrap(Messages.content(body)).asReadOnlyBuffer();
  }
}
