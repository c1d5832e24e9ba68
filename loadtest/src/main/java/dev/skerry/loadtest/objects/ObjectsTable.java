package dev.skerry.loadtest.objects;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Results as text: a block for an operation, a line for each server. */
final class ObjectsTable {
  private ObjectsTable() {}

  /** One block; a figure is the median of the rounds, the longest call that of all. */
  static String of(Operation operation, Map<String, List<Shot>> shots, String reference) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %s%n  %-10s %10s %12s %8s %10s %10s %10s%n",
            operation.label(),
            operation.what(),
            "",
            "a second",
            "CPU ms each",
            "x " + reference,
            "p50 ms",
            "p99 ms",
            "most ms"));
    double ours = median(shots.getOrDefault(reference, List.of()), Shot::cpuMillis);
    for (Map.Entry<String, List<Shot>> server : shots.entrySet()) {
      List<Shot> seen = server.getValue();
      double cpu = median(seen, Shot::cpuMillis);
      text.append(
          String.format(
              Locale.ROOT,
              "  %-10s %,10.1f %,12.3f %8.2f %,10.2f %,10.2f %,10.2f%n",
              server.getKey(),
              median(seen, Shot::perSecond),
              cpu,
              cpu / ours,
              median(seen, Shot::p50),
              median(seen, Shot::p99),
              seen.stream().mapToDouble(Shot::most).max().orElse(Double.NaN)));
    }
    return text.toString();
  }

  private static double median(List<Shot> shots, ToDoubleFunction<Shot> figure) {
    double[] sorted = shots.stream().mapToDouble(figure).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }
}
