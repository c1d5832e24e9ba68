package dev.skerry.loadtest.peers;

import dev.skerry.loadtest.terminal.Stop;
import java.util.List;
import java.util.Locale;

/**
 * What a load generator counted.
 *
 * @param seconds how long it ran
 * @param p50 milliseconds, as the other two
 */
record Figures(long requests, double seconds, double p50, double p99, double p999) {
  /** Reads the line that {@code loadtest/peers/report.lua} lets wrk print. */
  static Figures ofWrk(String output, String who) {
    String line =
        output
            .lines()
            .filter(each -> each.startsWith("figures "))
            .findFirst()
            .orElseThrow(() -> Stop.failed("wrk said of " + who + ":\n" + output));
    List<Double> numbers =
        List.of(line.split(" ", -1)).stream().skip(1).map(Double::parseDouble).toList();
    refuseErrors(numbers.get(5).longValue(), numbers.get(0).longValue(), who, output);
    return new Figures(
        numbers.get(0).longValue(),
        numbers.get(1) / 1e6,
        numbers.get(2) / 1e3,
        numbers.get(3) / 1e3,
        numbers.get(4) / 1e3);
  }

  /**
   * Reads what h2load prints and logs.
   *
   * @param seconds how long it measured, after its warm-up
   * @param microseconds each request's duration, from its log; sorted
   */
  static Figures ofH2load(String output, double seconds, int[] microseconds, String who) {
    String line =
        output
            .lines()
            .filter(each -> each.startsWith("requests: "))
            .findFirst()
            .orElseThrow(() -> Stop.failed("h2load said of " + who + ":\n" + output));
    // requests: 10 total, 10 started, 10 done, 10 succeeded, 0 failed, 0 errored, 0 timeout
    long done = number(line, " done");
    refuseErrors(number(line, " failed") + number(line, " errored"), done, who, output);
    return new Figures(
        done,
        seconds,
        quantile(microseconds, 0.5),
        quantile(microseconds, 0.99),
        quantile(microseconds, 0.999));
  }

  private static long number(String line, String word) {
    String before = line.substring(0, line.indexOf(word));
    return Long.parseLong(before.substring(before.lastIndexOf(' ') + 1));
  }

  private static double quantile(int[] sorted, double quantile) {
    return sorted.length == 0
        ? 0
        : sorted[(int) Math.min(sorted.length - 1L, (long) (quantile * sorted.length))] / 1e3;
  }

  private static void refuseErrors(long errors, long requests, String who, String output) {
    if (errors > Math.max(64, requests / 10_000)) {
      throw Stop.failed(
          String.format(
              Locale.ROOT, "%s: %d of %d requests failed:%n%s", who, errors, requests, output));
    }
  }
}
