package dev.skerry.handler.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerKind;
import dev.skerry.handler.Hook;
import dev.skerry.handler.Occurrence;
import dev.skerry.handler.ScheduledHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Handlers of each kind that a schedule calls. */
class ScheduledCallsTest {
  private static final String CRON = "*/15 * * * *";
  private static final Instant AT = Instant.parse("2026-03-01T12:15:00Z");

  @TempDir Path folder;

  private HandlerUnderTest handler(HandlerKind kind, String source) throws IOException {
    return HandlerUnderTest.file(kind, Files.writeString(folder.resolve("tested"), source));
  }

  private HandlerUnderTest module(String function) throws IOException {
    return handler(HandlerKind.JS, "export default { " + function + " };");
  }

  @Test
  void aModuleIsToldTheScheduleAndTheMinute() throws IOException {
    try (HandlerUnderTest handler =
        module(
            """
            async scheduled(controller, env, ctx) {
              await null;
              controller.noRetry();
              console.log(controller.type, controller.cron, new Date(controller.scheduledTime).toISOString());
            }
            """)) {
      Outcome outcome = handler.scheduled(CRON, AT);
      assertThat(outcome.isDone()).isTrue();
      assertThat(outcome.log()).containsExactly("scheduled */15 * * * * 2026-03-01T12:15:00.000Z");
    }
  }

  @Test
  void whatAModuleGivesToWaitUntilIsPartOfTheCall() throws IOException {
    try (HandlerUnderTest handler =
        module(
            """
            scheduled(controller, env, ctx) {
              ctx.waitUntil(new Promise((done) => setTimeout(done, 5)).then(() => {
                ctx.waitUntil(Promise.reject(new RangeError('too late')));
              }));
            }
            """)) {
      Outcome outcome = handler.scheduled(CRON, AT);
      assertThat(outcome.fault()).isEqualTo(HandlerFault.EXCEPTION);
      assertThat(outcome.failure()).contains("RangeError: too late");
    }
  }

  @Test
  void nothingPassesAThrowingModuleThrough() throws IOException {
    try (HandlerUnderTest handler =
        module("scheduled(c, env, ctx) { ctx.passThroughOnException(); throw new Error('no') }")) {
      assertThat(handler.scheduled(CRON, AT).fault()).isEqualTo(HandlerFault.EXCEPTION);
    }
  }

  @Test
  void aModuleWithoutTheFunctionFailsAndNamesIt() throws IOException {
    try (HandlerUnderTest handler = module("fetch() {}")) {
      Outcome outcome = handler.scheduled(CRON, AT);
      assertThat(outcome.fault()).isEqualTo(HandlerFault.INVALID_RESULT);
      assertThat(outcome.failure()).contains("no function scheduled");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"JS", "JS_SANDBOXED"})
  void aFunctionOfCloudFrontsShapeIsNotCalled(HandlerKind kind) throws IOException {
    try (HandlerUnderTest handler =
        handler(kind, "function handler(event) { console.log('called'); return event.request; }")) {
      Outcome outcome = handler.scheduled(CRON, AT);
      assertThat(outcome.fault()).isEqualTo(HandlerFault.INVALID_RESULT);
      assertThat(outcome.failure()).contains("has no scheduled hook");
      assertThat(outcome.log()).isEmpty();
    }
  }

  @Test
  void aClassIsGivenTheOccurrence() {
    List<Occurrence> given = new ArrayList<>();
    ScheduledHandler cleaning =
        (occurrence, context) -> {
          given.add(occurrence);
          assertThat(context.hook()).isEqualTo(Hook.SCHEDULED);
          assertThat(context.viewerAddress()).isEmpty();
          context.log("cleaned");
        };
    try (HandlerUnderTest handler = HandlerUnderTest.java(cleaning)) {
      Outcome outcome = handler.scheduled(CRON, AT);
      assertThat(outcome.isDone()).isTrue();
      assertThat(outcome.log()).containsExactly("cleaned");
      assertThat(given).containsExactly(new Occurrence(CRON, AT));
    }
  }

  @Test
  void whatAClassThrowsIsAFailureOfTheRun() {
    ScheduledHandler throwing =
        (occurrence, context) -> {
          throw new IOException("no room");
        };
    try (HandlerUnderTest handler = HandlerUnderTest.java(throwing)) {
      assertThat(handler.scheduled(CRON, AT).failure()).contains("no room");
    }
  }

  @Test
  void anEventFileMayBeOfASchedule() throws IOException, EventProblem {
    String event =
        """
        { "about": "the quarter", "schedule": {"cron": "*/15 * * * *", "time": "2026-03-01T12:15:00Z"},
          "expect": {"log": ["1772367300000"]} }
        """;
    Path file = Files.writeString(folder.resolve("quarter.json"), event);
    try (HandlerUnderTest handler = module("scheduled(c) { console.log(c.scheduledTime) }")) {
      assertThat(handler.differences(file)).isEmpty();
    }
  }

  @Test
  void anEventOfAScheduleHasNoRequest() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    {"hook": "scheduled", "request": {"url": "/"},
                     "schedule": {"cron": "* * * * *", "time": "2026-03-01T12:15:00Z"}}\
                    """))
        .hasMessageContaining("a scheduled event has no request");
    assertThatThrownBy(() -> read("{\"schedule\": {\"cron\": \"* * * * *\", \"time\": \"noon\"}}"))
        .hasMessageContaining("/schedule/time: expected a time in UTC");
    assertThatThrownBy(
            () -> read("{\"hook\": \"viewer-request\", \"schedule\": {}, \"request\": {}}"))
        .hasMessageContaining("a viewer-request event has no schedule");
  }

  private static List<TestEvent> read(String json) throws EventProblem {
    return EventFile.read("e.json", json.getBytes(StandardCharsets.UTF_8));
  }
}
