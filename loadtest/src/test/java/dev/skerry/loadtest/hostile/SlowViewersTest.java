package dev.skerry.loadtest.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.loadtest.harness.Await;
import dev.skerry.loadtest.harness.RawConnection;
import dev.skerry.loadtest.harness.RecordingOrigin;
import dev.skerry.loadtest.harness.SkerryProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Viewers that take their time, and too many of them, at limits that are set low for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowViewersTest {
  private static final int CONNECTIONS = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Less than any time limit of the edge. */
  private static final Duration BEFORE_A_TIMEOUT = Duration.ofMillis(400);

  private static final long DRIP_NANOS = 50_000_000;

  private final RecordingOrigin origin = RecordingOrigin.start();
  private final SkerryProcess edge =
      SkerryProcess.configured(
          origin.uri(),
          """
          "limits": {"header-timeout": "500ms", "content-timeout": "500ms", "idle-timeout": "700ms",
            "connections": %d, "target-bytes": "4KiB", "header-bytes": "8KiB"}
          """
              .formatted(CONNECTIONS));

  @AfterAll
  void stop() throws IOException {
    edge.close();
    origin.close();
  }

  @Test
  void manyHeadersThatDripInDisturbNobodyAndEndWith408() throws Exception {
    AtomicInteger refused = new AtomicInteger();
    List<Thread> viewers = new ArrayList<>();
    int count = CONNECTIONS / 2;
    for (int i = 0; i < count; i++) {
      viewers.add(Thread.ofVirtual().start(() -> drip(refused)));
    }
    for (int i = 0; i < 20; i++) {
      try (RawConnection viewer = RawConnection.open(edge.http())) {
        assertThat(viewer.get("/quick").status()).isEqualTo(200);
      }
    }
    for (Thread viewer : viewers) {
      viewer.join();
    }
    assertThat(refused).hasValue(count);
  }

  /** Sends a header section byte by byte, without ever coming to its end. */
  private void drip(AtomicInteger refused) {
    try (RawConnection viewer = RawConnection.open(edge.http())) {
      Thread reader =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      if (viewer.receive("GET").status() == 408) {
                        refused.incrementAndGet();
                      }
                    } catch (IOException _) {
                      // Counted as not refused.
                    }
                  });
      try {
        viewer.send("GET /slow HTTP/1.1\r\nHost: edge.test\r\nX: ");
        while (reader.isAlive()) {
          viewer.send("y");
          LockSupport.parkNanos(DRIP_NANOS);
        }
      } catch (SocketException _) {
        // The edge has had enough of it.
      }
      reader.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void contentThatStopsComingEndsTheExchange() throws IOException {
    try (RawConnection viewer = RawConnection.open(edge.http())) {
      viewer.send(
          "POST /stopped HTTP/1.1\r\nHost: edge.test\r\nContent-Length: 100\r\n\r\nten bytes.");
      assertThat(viewer.receive("POST").status()).isEqualTo(408);
      assertThat(viewer.isClosedByPeer(PATIENCE)).isTrue();
    }
    assertThat(origin.seen()).noneMatch(seen -> seen.target().equals("/stopped"));
  }

  @Test
  void anIdleConnectionIsClosed() throws IOException {
    try (RawConnection viewer = RawConnection.open(edge.http())) {
      assertThat(viewer.get("/once").status()).isEqualTo(200);
      assertThat(viewer.isClosedByPeer(PATIENCE)).isTrue();
    }
  }

  @Test
  void connectionsBeyondTheLimitAreClosedAndThereIsRoomAgainAfterwards() {
    // The others must all be open still when one more comes, which takes a machine that is not
    // busy.
    Await.until(PATIENCE, "one too many is closed at once", this::isOneTooManyClosed);
    Await.until(PATIENCE, "there is room again", this::isAnswered);
  }

  private boolean isOneTooManyClosed() {
    try {
      return isClosedAtOnceBesideAFlood();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isClosedAtOnceBesideAFlood() throws IOException {
    List<RawConnection> flood = new ArrayList<>();
    try {
      for (int i = 0; i < CONNECTIONS + 20; i++) {
        flood.add(RawConnection.open(edge.http()));
      }
      try (RawConnection oneMore = RawConnection.open(edge.http())) {
        return oneMore.isClosedByPeer(BEFORE_A_TIMEOUT);
      }
    } finally {
      for (RawConnection connection : flood) {
        connection.close();
      }
    }
  }

  private boolean isAnswered() {
    try (RawConnection viewer = RawConnection.open(edge.http())) {
      return viewer.get("/room").status() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  @Test
  void aHeaderSectionLargerThanTheLimitIsRefused() throws IOException {
    try (RawConnection viewer = RawConnection.open(edge.http())) {
      viewer.send("GET /large HTTP/1.1\r\nHost: edge.test\r\nX: " + "y".repeat(9000) + "\r\n\r\n");
      assertThat(viewer.receive("GET").status()).isEqualTo(431);
    }
    assertThat(origin.seen()).noneMatch(seen -> seen.target().equals("/large"));
  }
}
