package dev.skerry.edge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.host.Program;
import dev.skerry.http.Fields;
import dev.skerry.http.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Responses that a handler makes in the origin's place, by what their status lets them have. */
class MadeResponsesTest {
  private final Scenario edge =
      new Scenario(
          "viewer-request: makes",
          """
          handlers: {makes: {code: "function handler() {}", limits: {wall-time: 20s}}}
          """,
          spec -> log -> new Making());

  /** Answers with the status that the path says, and always with content. */
  private static final class Making implements Program.Instance {
    @Override
    public void start() {}

    @Override
    public Verdict call(HandlerEvent event) {
      int status = Integer.parseInt(event.request().path().substring(1));
      return Verdict.respond(new Response(status, new Fields()), "content");
    }

    @Override
    public void stop() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void deploy() throws HandlerProblem {
    edge.deployHandlers();
  }

  @AfterEach
  void close() {
    edge.handlers.close();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "200, 7, content",
        "404, 7, content",
        "204, none, ''",
        "205, 0, ''",
        "304, none, ''"
      })
  void aStatusWithoutContentHasNone(int status, String length, String content) {
    TestViewer viewer = edge.get("/" + status);
    edge.settleUntil(viewer::isDone);
    assertThat(viewer.status()).isEqualTo(status);
    assertThat(viewer.field("content-length")).isEqualTo(length);
    assertThat(viewer.body.toString()).isEqualTo(content);
    assertThat(viewer.hasContent).isEqualTo(!content.isEmpty());
  }
}
