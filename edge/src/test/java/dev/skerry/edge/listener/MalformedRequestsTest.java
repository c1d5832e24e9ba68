package dev.skerry.edge.listener;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.codec.OddRequests;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MalformedRequestsTest {
  private final TestHandler handler = new TestHandler();
  private final RunningListener listener = RunningListener.with(handler);

  static List<OddRequests.Line> malformed() {
    return OddRequests.malformed();
  }

  static List<OddRequests.Line> wellFormed() {
    return OddRequests.wellFormed();
  }

  @BeforeAll
  void isOpen() {
    assertThat(listener.counters.open()).isZero();
  }

  @AfterAll
  void close() {
    listener.close();
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void aMalformedRequestIsAnsweredAndTheConnectionClosed(OddRequests.Line line) {
    listener.refused.clear();
    try (RawViewer viewer = listener.viewer()) {
      viewer.trySend(line.octets());
      viewer.trySend("GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
      RawViewer.Answer answer = viewer.answer();
      assertThat(Integer.toString(answer.status())).isEqualTo(line.expected().getFirst());
      assertThat(answer.field("connection")).isEqualTo("close");
      assertThat(answer.content()).isNotEmpty();
      viewer.endOutput();
      assertThat(viewer.isClosed()).isTrue();
    }
    assertThat(listener.refused)
        .singleElement()
        .satisfies(flaw -> assertThat(flaw.token()).isEqualTo(line.expected().get(1)));
    assertThat(handler.requests).noneMatch(request -> request.path().equals("/smuggled"));
  }

  @ParameterizedTest
  @MethodSource("wellFormed")
  void aWellFormedRequestIsServed(OddRequests.Line line) {
    try (RawViewer viewer = listener.viewer()) {
      viewer.send(line.octets());
      assertThat(viewer.answer().status()).isEqualTo(200);
    }
  }
}
