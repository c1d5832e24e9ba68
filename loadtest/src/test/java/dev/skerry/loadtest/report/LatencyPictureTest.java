package dev.skerry.loadtest.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** {@code -Dskerry.golden=write} writes the files anew; look at them in a browser then. */
class LatencyPictureTest {
  private static final String FILE = "latencies.svg";

  @Test
  void twoServersAreDrawnAsTheFileShows() throws Exception {
    String svg =
        LatencyPicture.of(
            "20,000 requests/s <of 10 KB>",
            List.of(
                new LatencyPicture.Line("skerry", latencies(0.3, 0.5)),
                new LatencyPicture.Line("nginx & others", latencies(0.4, 0.9))));
    if ("write".equals(System.getProperty("skerry.golden"))) {
      Files.writeString(Path.of("src/test/resources/dev/skerry/loadtest/report", FILE), svg);
      return;
    }
    try (InputStream in = LatencyPictureTest.class.getResourceAsStream(FILE)) {
      assertThat(in).isNotNull();
      assertThat(svg).isEqualTo(new String(in.readAllBytes(), UTF_8));
    }
  }

  @Test
  void nothingMeasuredIsAPictureWithoutANumberThatIsNone() {
    String svg =
        LatencyPicture.of(
            "nothing",
            List.of(new LatencyPicture.Line("none", new Histogram(1000, 10_000_000, 3))));
    assertThat(svg).startsWith("<svg ").endsWith("</svg>\n").doesNotContain("NaN", "Infinity");
  }

  /** Around a median of milliseconds, with a long tail. */
  private static Histogram latencies(double median, double sigma) {
    Histogram histogram = new Histogram(1000, 3_600_000_000_000L, 3);
    SplittableRandom random = new SplittableRandom(42);
    for (int i = 0; i < 100_000; i++) {
      histogram.recordValue(Math.round(1e6 * median * Math.exp(sigma * random.nextGaussian())));
    }
    return histogram;
  }
}
