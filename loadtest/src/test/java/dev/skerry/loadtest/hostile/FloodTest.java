package dev.skerry.loadtest.hostile;

import static dev.skerry.loadtest.hostile.Http2Viewer.CONTINUATION;
import static dev.skerry.loadtest.hostile.Http2Viewer.DATA;
import static dev.skerry.loadtest.hostile.Http2Viewer.END_HEADERS;
import static dev.skerry.loadtest.hostile.Http2Viewer.END_STREAM;
import static dev.skerry.loadtest.hostile.Http2Viewer.HEADERS;
import static dev.skerry.loadtest.hostile.Http2Viewer.PING;
import static dev.skerry.loadtest.hostile.Http2Viewer.PRIORITY;
import static dev.skerry.loadtest.hostile.Http2Viewer.RST_STREAM;
import static dev.skerry.loadtest.hostile.Http2Viewer.SETTINGS;
import static dev.skerry.loadtest.hostile.Http2Viewer.frame;
import static dev.skerry.loadtest.hostile.Http2Viewer.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.loadtest.harness.Memory;
import dev.skerry.loadtest.harness.RawConnection;
import dev.skerry.loadtest.harness.RecordingOrigin;
import dev.skerry.loadtest.harness.SkerryProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One edge bears all floods; after each of them it answers, with the threads it had before. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FloodTest {
  private static final Duration CLOSE = Duration.ofSeconds(10);
  private static final int FRAMES = 50_000;
  private static final long MEMORY_GROWTH_BYTES = 128L << 20;

  private final RecordingOrigin origin = RecordingOrigin.start();
  private final SkerryProcess edge = SkerryProcess.start(List.of("--to", origin.uri().toString()));
  private Set<String> threads = Set.of();
  private long residentBytes;

  @BeforeAll
  void takeNote() throws IOException {
    for (int i = 0; i < 100; i++) {
      answers(i);
    }
    threads = LiveThreads.of(edge.pid());
    residentBytes = Memory.resident(edge.pid());
  }

  @AfterEach
  void itStillAnswersWithAllItsThreads() throws IOException {
    for (int i = 0; i < 20; i++) {
      answers(i);
    }
    assertThat(LiveThreads.of(edge.pid())).containsAll(threads);
    assertThat(Memory.resident(edge.pid()) - residentBytes).isLessThan(MEMORY_GROWTH_BYTES);
  }

  @AfterAll
  void stop() throws IOException {
    edge.close();
    origin.close();
  }

  private void answers(int number) throws IOException {
    try (RawConnection viewer = RawConnection.open(edge.http())) {
      assertThat(viewer.get("/" + number).content()).isEqualTo("/" + number);
    }
  }

  @Test
  void anOrdinaryHttp2RequestIsAnswered() throws IOException {
    try (Http2Viewer viewer = Http2Viewer.open(edge.http())) {
      viewer.send(HEADERS, END_HEADERS | END_STREAM, 1, get("/h2"));
      assertThat(viewer.outcome(1)).isZero();
    }
  }

  @Test
  void rapidResetsCloseTheConnection() throws IOException {
    byte[] cancel = {0, 0, 0, 8};
    floodCloses(
        i -> {
          ByteArrayOutputStream frames = new ByteArrayOutputStream();
          frames.writeBytes(frame(HEADERS, END_HEADERS | END_STREAM, 2 * i + 1, get("/reset")));
          frames.writeBytes(frame(RST_STREAM, 0, 2 * i + 1, cancel));
          return frames.toByteArray();
        });
  }

  @Test
  void endlessContinuationsCloseTheConnection() throws IOException {
    byte[] field = Http2Viewer.block(List.of("x-more", "of the same"));
    floodCloses(
        i ->
            i == 0
                ? frame(HEADERS, END_STREAM, 1, get("/continued"))
                : frame(CONTINUATION, 0, 1, field));
  }

  @Test
  void endlessEmptyContinuationsCloseTheConnection() throws IOException {
    floodCloses(
        i ->
            i == 0
                ? frame(HEADERS, END_STREAM, 1, get("/continued"))
                : frame(CONTINUATION, 0, 1, new byte[0]));
  }

  @Test
  void aFloodOfSettingsClosesTheConnection() throws IOException {
    floodCloses(_ -> frame(SETTINGS, 0, 0, new byte[] {0, 4, 0, 1, 0, 0}));
  }

  @Test
  void aFloodOfPingsClosesTheConnection() throws IOException {
    floodCloses(_ -> frame(PING, 0, 0, new byte[8]));
  }

  @Test
  void aFloodOfPrioritiesClosesTheConnection() throws IOException {
    floodCloses(i -> frame(PRIORITY, 0, 2 * i + 3, new byte[] {0, 0, 0, 1, 16}));
  }

  @Test
  void aFloodOfEmptyDataClosesTheConnection() throws IOException {
    floodCloses(
        i ->
            i == 0
                ? frame(HEADERS, END_HEADERS, 1, get("/empty-data", "content-length", "5"))
                : frame(DATA, 0, 1, new byte[0]));
  }

  @Test
  void aHeaderSectionThatUnpacksToMegabytesIsRefused() throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.writeBytes(get("/bomb"));
    // Literal with incremental indexing, then the one-byte reference to it, again and again.
    block.write(0x40);
    block.write(1);
    block.write('x');
    block.write(100);
    block.writeBytes("y".repeat(100).getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < 15_000; i++) {
      block.write(0x80 | 62);
    }
    try (Http2Viewer viewer = Http2Viewer.open(edge.http())) {
      viewer.send(HEADERS, END_HEADERS | END_STREAM, 1, block.toByteArray());
      viewer.outcome(1);
    }
    assertThat(origin.seen()).noneMatch(seen -> seen.target().equals("/bomb"));
  }

  @Test
  void twoThousandIdleConnectionsDisturbNobody() throws IOException {
    List<RawConnection> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 2000; i++) {
        idle.add(RawConnection.open(edge.http()));
      }
      answers(1);
      for (RawConnection connection : idle.subList(0, 500)) {
        connection.reset();
      }
      assertThat(idle.get(1999).get("/last").status()).isEqualTo(200);
    } finally {
      for (RawConnection connection : idle) {
        connection.close();
      }
    }
  }

  @Test
  void viewersThatResetInTheMiddleOfEverythingDisturbNobody() throws IOException {
    String request = "POST /cut HTTP/1.1\r\nHost: edge.test\r\nContent-Length: 100\r\n\r\nhalf";
    for (int i = 0; i < 300; i++) {
      try (RawConnection viewer = RawConnection.open(edge.http())) {
        viewer.send(request.substring(0, i % request.length()));
        viewer.reset();
      }
    }
  }

  /** Sends frames until the edge ends the connection; fails when it takes them all. */
  private void floodCloses(IntFunction<byte[]> frames) throws IOException {
    try (Http2Viewer viewer = Http2Viewer.open(edge.http())) {
      try {
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        for (int i = 0; i < FRAMES; i++) {
          batch.writeBytes(frames.apply(i));
          if (batch.size() > 8192) {
            viewer.send(batch);
            batch.reset();
          }
        }
        viewer.send(batch);
      } catch (SocketException _) {
        return;
      }
      assertThat(viewer.isClosedByPeer(CLOSE)).as("closed after %d frames", FRAMES).isTrue();
    }
  }
}
