package dev.skerry.loadtest.generator;

import com.google.errorprone.annotations.FormatMethod;
import dev.skerry.loadtest.report.LatencyPicture;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run found.
 *
 * @param url what was asked for
 * @param asked requests per second that were asked for; 0 for as many as are answered
 * @param seconds from the beginning to the last answer
 * @param answered requests that were answered rightly
 * @param faults why the others failed
 * @param bytes of content
 * @param late requests that the generator sent too late, though a connection was free
 * @param waited requests that were due while no connection was free
 * @param unsent requests that were due and not sent when the time was over
 * @param busy the share of the time in which the busiest loop used its processor
 * @param latencies nanoseconds, from the moment at which each request was due
 */
record LoadResult(
    String url,
    double asked,
    double seconds,
    long answered,
    Map<Fault, Long> faults,
    long bytes,
    long late,
    long waited,
    long unsent,
    long reconnects,
    double busy,
    Histogram latencies) {
  /** More requests than this share sent too late: latencies are the generator's own. */
  private static final double LATE = 0.001;

  /** A loop that is busier than this has no time to be in time. */
  private static final double BUSY = 0.95;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0, 99.9, 99.99);

  long failed() {
    return faults.values().stream().mapToLong(Long::longValue).sum();
  }

  double perSecond() {
    return seconds > 0 ? answered / seconds : 0;
  }

  /** Whether this says more of the generator than of the server. */
  boolean generatorWasTheLimit() {
    return late > answered * LATE || busy > BUSY;
  }

  /** What a person reads. */
  String summary() {
    StringBuilder text = new StringBuilder();
    text.append(
        line(
            "%,d answered in %.1f s: %,.0f/s%s, %.1f MB/s",
            answered,
            seconds,
            perSecond(),
            asked > 0 ? line(" of %,.0f/s asked for", asked) : "",
            seconds > 0 ? bytes / seconds / (1 << 20) : 0));
    text.append("\nlatency from the moment each was due, ms:");
    PERCENTILES.forEach(each -> text.append(line("  p%s %.3f", name(each), milliseconds(each))));
    text.append(line("  max %.3f", latencies.getMaxValue() / 1e6));
    if (failed() > 0) {
      text.append("\nfailed: ").append(failed()).append(' ').append(faults);
    }
    if (reconnects > 0) {
      text.append(line("%nconnections closed by the server: %,d", reconnects));
    }
    if (waited > 0) {
      text.append(
          line("%nno connection was free for %,d: the server was slow, or too few", waited));
    }
    if (unsent > 0) {
      text.append(line("%n%,d were due and never sent: their latency is missing above", unsent));
    }
    if (generatorWasTheLimit()) {
      text.append(
          line(
              "%nTHE GENERATOR WAS THE LIMIT: %,d sent too late, busiest loop %.0f %%;"
                  + " give it more --threads or cores, or ask for less",
              late, busy * 100));
    }
    return text.append('\n').toString();
  }

  /** What a program reads. */
  String json() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("url", url);
    document.put("asked_per_second", asked);
    document.put("seconds", seconds);
    document.put("requests", answered);
    document.put("requests_per_second", perSecond());
    document.put("failed", failed());
    document.put("faults", faults);
    document.put("bytes", bytes);
    Map<String, Double> latency = new LinkedHashMap<>();
    latency.put("min", latencies.getMinValue() / 1e6);
    latency.put("mean", latencies.getMean() / 1e6);
    PERCENTILES.forEach(each -> latency.put("p" + name(each), milliseconds(each)));
    latency.put("max", latencies.getMaxValue() / 1e6);
    document.put("latency_ms", latency);
    document.put("sent_late", late);
    document.put("no_connection_free", waited);
    document.put("never_sent", unsent);
    document.put("reconnects", reconnects);
    document.put("busiest_loop", busy);
    document.put("generator_was_the_limit", generatorWasTheLimit());
    return JSON.writeValueAsString(document) + "\n";
  }

  /** Writes {@code PREFIX.json}, {@code .hgrm} (milliseconds) and {@code .svg}. */
  void write(Path prefix) throws IOException {
    Path folder = prefix.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(suffixed(prefix, ".json"), json());
    Files.writeString(
        suffixed(prefix, ".svg"),
        LatencyPicture.of(title(), List.of(new LatencyPicture.Line(url, latencies))));
    try (OutputStream file = Files.newOutputStream(suffixed(prefix, ".hgrm"));
        PrintStream out = new PrintStream(file, false, StandardCharsets.US_ASCII)) {
      latencies.outputPercentileDistribution(out, 5, 1e6);
    }
  }

  private String title() {
    return line("%,.0f requests/s, latency from the moment each was due", perSecond());
  }

  private static Path suffixed(Path prefix, String suffix) {
    return prefix.resolveSibling(prefix.getFileName() + suffix);
  }

  private double milliseconds(double percentile) {
    return latencies.getValueAtPercentile(percentile) / 1e6;
  }

  private static String name(double percentile) {
    return percentile == Math.rint(percentile)
        ? Integer.toString((int) percentile)
        : Double.toString(percentile);
  }

  @FormatMethod
  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
