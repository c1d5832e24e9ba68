package dev.skerry.loadtest.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.loadtest.harness.Await;
import dev.skerry.loadtest.harness.Command;
import dev.skerry.loadtest.harness.EdgeUnderTest;
import dev.skerry.loadtest.harness.JdkOrigin;
import dev.skerry.loadtest.harness.Memory;
import dev.skerry.loadtest.harness.NeedsTools;
import dev.skerry.loadtest.harness.RawConnection;
import dev.skerry.loadtest.harness.RawResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LargeTransfersTest {
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;
  private static final long LARGE = 2 * GIB;

  /** By how much the edge's resident memory may grow in a transfer of any length. */
  private static final long MEMORY_GROWTH_BYTES = 96 * MIB;

  /** The largest content that is stored by default. */
  private static final long LARGEST_STORED_BYTES = 64 * MIB;

  /** What may be under way between a side that stopped and the other: buffers, here and there. */
  private static final long UNDER_WAY_BYTES = 48 * MIB;

  private static final Duration STILL = Duration.ofMillis(400);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final BulkOrigin bulk = new BulkOrigin();
  private final AtomicLong counter = new AtomicLong();
  private final JdkOrigin origin = JdkOrigin.start(bulk);
  private final EdgeUnderTest edge = EdgeUnderTest.inFrontOf(origin.uri());

  @BeforeEach
  void warmUp() throws IOException {
    for (int i = 0; i < 4; i++) {
      download("/sized/" + 32 * MIB, 32 * MIB);
      upload("/taken", 32 * MIB);
    }
  }

  @AfterEach
  void stop() {
    bulk.release();
    edge.close();
    origin.close();
  }

  @Test
  void twoGigabytesAreDownloadedWithMemoryFlat() throws IOException {
    long before = startOfMeasurement();
    assertThat(download("/sized/" + LARGE, LARGE)).isEqualTo(BulkContent.checksum(LARGE));
    assertMemoryFlat(before);
  }

  /**
   * Once, a stream that had waited for the connection's window and then for the channel stalled.
   */
  @Test
  @NeedsTools("curl")
  void aDownloadOverHttp2AndTlsArrivesAtTheSpeedOfItsViewer() {
    String url = edge.https().resolve("/sized/" + 256 * MIB).toString();
    String seen =
        Command.of(
                "curl",
                "--silent",
                "--insecure",
                "--limit-rate",
                "80M",
                "--output",
                "/dev/null",
                "--write-out",
                "%{http_version} %{size_download}",
                url)
            .run(PATIENCE);
    assertThat(seen.strip()).isEqualTo("2 " + 256 * MIB);
  }

  @Test
  void contentOfUnknownLengthThatIsTooLargeToBeStoredTakesNoMoreThanTheLargestThatIs()
      throws IOException {
    long before = startOfMeasurement();
    assertThat(download("/chunked/" + GIB + "?max-age=60", GIB))
        .isEqualTo(BulkContent.checksum(GIB));
    assertThat(Memory.peak(edge.pid()) - before)
        .as("growth of resident memory, from %d MiB", before / MIB)
        .isLessThan(MEMORY_GROWTH_BYTES + LARGEST_STORED_BYTES);
  }

  @Test
  void twoGigabytesAreUploadedWithMemoryFlat() throws IOException {
    long before = startOfMeasurement();
    assertThat(upload("/taken", LARGE)).isEqualTo(BulkOrigin.receipt(LARGE));
    assertMemoryFlat(before);
  }

  @Test
  void aViewerThatStopsReadingStopsTheOriginAndTakesNoMemory() throws IOException {
    long before = startOfMeasurement();
    long sentBefore = bulk.sent();
    try (RawConnection viewer = RawConnection.open(edge.http())) {
      viewer.send("GET /sized/" + GIB + " HTTP/1.1\r\nHost: edge.test\r\n\r\n");
      assertThat(viewer.readHead().status()).isEqualTo(200);
      viewer.in().readNBytes(1024);
      Await.until(PATIENCE, "the origin sends", () -> bulk.sent() > sentBefore);
      long sent = Await.steady(STILL, PATIENCE, bulk::sent) - sentBefore;
      assertThat(sent).as("bytes sent to a viewer that does not read").isLessThan(UNDER_WAY_BYTES);
      assertMemoryFlat(before);
      viewer.in().skipNBytes(GIB - 1024);
    }
    assertMemoryFlat(before);
  }

  @Test
  void anOriginThatStopsReadingStopsTheViewerAndTakesNoMemory() throws Exception {
    long before = startOfMeasurement();
    long length = 256 * MIB;
    try (RawConnection viewer = RawConnection.open(edge.http())) {
      counter.set(0);
      Thread writer = Thread.ofVirtual().start(() -> put(viewer, "/held", length));
      Await.until(PATIENCE, "the viewer sends", () -> counter.get() > 0);
      long sent = Await.steady(STILL, PATIENCE, counter::get);
      assertThat(sent).as("bytes taken for an origin that reads none").isLessThan(UNDER_WAY_BYTES);
      assertMemoryFlat(before);
      bulk.release();
      writer.join();
      assertThat(viewer.receive("PUT").content()).isEqualTo(BulkOrigin.receipt(length));
    }
    assertMemoryFlat(before);
  }

  private long startOfMeasurement() {
    Memory.resetPeak(edge.pid());
    return Memory.resident(edge.pid());
  }

  private void assertMemoryFlat(long before) {
    assertThat(Memory.peak(edge.pid()) - before)
        .as("growth of resident memory, from %d MiB", before / MIB)
        .isLessThan(MEMORY_GROWTH_BYTES);
  }

  private long download(String target, long length) throws IOException {
    try (RawConnection viewer = RawConnection.open(edge.http())) {
      viewer.send("GET " + target + " HTTP/1.1\r\nHost: edge.test\r\n\r\n");
      RawResponse head = viewer.readHead();
      assertThat(head.status()).isEqualTo(200);
      return BulkContent.read(viewer.content(head), length, counter);
    }
  }

  private String upload(String target, long length) throws IOException {
    try (RawConnection viewer = RawConnection.open(edge.http())) {
      put(viewer, target, length);
      return viewer.receive("PUT").content();
    }
  }

  private void put(RawConnection viewer, String target, long length) {
    try {
      viewer.send(
          "PUT "
              + target
              + " HTTP/1.1\r\nHost: edge.test\r\nContent-Length: "
              + length
              + "\r\n\r\n");
      new BulkContent().writeTo(viewer.out(), length, counter);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
