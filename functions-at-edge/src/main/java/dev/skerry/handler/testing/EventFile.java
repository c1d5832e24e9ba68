package dev.skerry.handler.testing;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.Hook;
import dev.skerry.handler.Occurrence;
import dev.skerry.http.Response;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.format.DateTimeParseException;
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

  private static final String SCHEDULE = "schedule";

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
        SCHEDULE,
        "tables",
        "buckets",
        "limits-reached",
        "handlers",
        "expect");
    JsonPart about = part.find("about");
    JsonPart handler = part.find("handler");
    JsonPart expect = part.find("expect");
    Hook hook = hook(part);
    HandlerEvent event = hook.hasRequest() ? ofExchange(part, hook) : ofSchedule(part);
    return new TestEvent(
        about == null ? name : about.text(),
        handler == null ? null : handler.text(),
        event.with(GivenData.of(part)),
        expect == null ? Expected.NO_FAILURE : ExpectedReader.read(expect));
  }

  private static Hook hook(JsonPart part) throws EventProblem {
    JsonPart written = part.find("hook");
    if (written == null && part.find(SCHEDULE) != null) {
      return Hook.SCHEDULED;
    }
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

  private static HandlerEvent ofSchedule(JsonPart part) throws EventProblem {
    JsonPart schedule = part.get(SCHEDULE).only("cron", "time");
    for (String ofExchanges : List.of("viewer", "request", "response")) {
      if (part.find(ofExchanges) != null) {
        throw part.problem("a scheduled event has no " + ofExchanges);
      }
    }
    JsonPart cron = schedule.get("cron");
    if (!cron.text().matches("[ -~]{1,100}")) {
      throw cron.expected("a cron expression, as \"*/15 * * * *\"");
    }
    return HandlerEvent.scheduled(REQUEST_ID, new Occurrence(cron.text(), time(schedule)));
  }

  private static Instant time(JsonPart schedule) throws EventProblem {
    JsonPart time = schedule.get("time");
    try {
      return Instant.parse(time.text());
    } catch (DateTimeParseException e) {
      throw time.expected("a time in UTC, as \"2026-03-01T12:00:00Z\"");
    }
  }

  private static HandlerEvent ofExchange(JsonPart part, Hook hook) throws EventProblem {
    if (part.find(SCHEDULE) != null) {
      throw part.problem("a %s event has no schedule".formatted(hook.token()));
    }
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
        content(response == null ? request : response));
  }

  private static @Nullable Response response(@Nullable JsonPart part) throws EventProblem {
    return part == null ? null : Messages.response(part);
  }

  private static @Nullable ByteBuffer content(JsonPart message) throws EventProblem {
    JsonPart body = message.find("body");
    return body == null ? null : ByteBuffer.wrap(Messages.content(body)).asReadOnlyBuffer();
  }
}
