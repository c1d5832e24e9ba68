package dev.skerry.loadtest.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.loadtest.harness.Await;
import dev.skerry.loadtest.harness.EdgeUnderTest;
import dev.skerry.loadtest.harness.RawConnection;
import dev.skerry.loadtest.harness.RecordingOrigin;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DrainTest {
  private static final int VIEWERS = 40;
  private static final int ANSWERS_BEFORE = 400;
  private static final int PIECES = 8;
  private static final int LONG_PIECES = 100;
  private static final long PAUSE_NANOS = 4_000_000;
  private static final String PIECE = "a piece of content; ".repeat(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void whatIsInFlightWhenItIsToldToStopIsAnsweredInFull() throws Exception {
    try (RecordingOrigin origin = RecordingOrigin.start((seen, _, out) -> slowly(seen, out));
        EdgeUnderTest edge = EdgeUnderTest.inFrontOf(origin.uri());
        RawConnection longViewer = RawConnection.open(edge.http())) {
      Load load =
          new Load(
              edge.http(),
              (target, response) -> {
                assertThat(response.status()).isEqualTo(200);
                assertThat(response.content()).isEqualTo(content(target, PIECES));
              });
      load.start(VIEWERS);
      Await.until(PATIENCE, "the load runs", () -> load.answered().size() >= ANSWERS_BEFORE);
      longViewer.send("GET /long HTTP/1.1\r\nHost: edge.test\r\n\r\n");
      assertThat(longViewer.awaitByte()).isTrue();

      edge.drain();
      assertThat(longViewer.receive("GET").content()).isEqualTo(content("/long", LONG_PIECES));
      load.join();

      assertThat(load.cut()).as("responses that had begun").isEmpty();
      Set<String> lost = new HashSet<>(load.unanswered());
      lost.retainAll(
          origin.seen().stream().map(RecordingOrigin.Seen::target).collect(Collectors.toSet()));
      assertThat(lost).as("requests that the origin answered, but no viewer heard of").isEmpty();
      assertThat(origin.violations()).isEmpty();
    }
  }

  /** Content in pieces with pauses, so that at any moment most exchanges are in their middle. */
  private static void slowly(RecordingOrigin.Seen seen, OutputStream out) throws IOException {
    int pieces = seen.target().equals("/long") ? LONG_PIECES : PIECES;
    byte[] content = content(seen.target(), pieces).getBytes(StandardCharsets.ISO_8859_1);
    out.write(
        ("HTTP/1.1 200 OK\r\nCache-Control: no-store\r\nContent-Length: "
                + content.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    int step = content.length / pieces + 1;
    for (int at = 0; at < content.length; at += step) {
      out.write(content, at, Math.min(step, content.length - at));
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static String content(String target, int pieces) {
    return (target + PIECE).repeat(pieces);
  }
}
