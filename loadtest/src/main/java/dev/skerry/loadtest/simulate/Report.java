package dev.skerry.loadtest.simulate;

import dev.skerry.loadtest.simulate.policy.PolicyKind;
import dev.skerry.loadtest.simulate.trace.Trace;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes one table in Markdown for each trace, line by line as the figures come. */
final class Report {
  private final PrintWriter out;
  private final List<CacheSize> sizes;
  private final List<PolicyKind> policies;
  private final long overheadBytes;

  Report(PrintWriter out, List<CacheSize> sizes, List<PolicyKind> policies, long overheadBytes) {
    this.out = out;
    this.sizes = sizes;
    this.policies = policies;
    this.overheadBytes = overheadBytes;
  }

  void add(Trace trace) {
    Simulation simulation = new Simulation(trace, overheadBytes);
    long all = Arrays.stream(trace.weights(overheadBytes)).sum();
    out.printf(
        Locale.ROOT,
        "%n### %s%n%n%,d requests for %,d objects of %,d MB in all; an object's median is %,d bytes"
            + " and its mean %,d.%n%n",
        trace.name(),
        trace.requests().length,
        trace.objects(),
        trace.footprintBytes() >> 20,
        median(trace.sizes()),
        trace.footprintBytes() / Math.max(1, trace.objects()));
    out.println(
        "| objects / bytes, % | "
            + sizes.stream().map(CacheSize::title).collect(Collectors.joining(" | "))
            + " |");
    out.println("|---|" + "---|".repeat(sizes.size()));
    for (PolicyKind policy : policies) {
      line(policy.title(), size -> simulation.replay(policy, size.bytes(all)));
    }
    line("Bound", size -> simulation.bound(size.bytes(all)));
    out.flush();
  }

  private interface Column {
    Score score(CacheSize size);
  }

  private void line(String title, Column column) {
    out.print("| " + title + " |");
    for (CacheSize size : sizes) {
      Score score = column.score(size);
      out.printf(Locale.ROOT, " %.1f / %.1f |", 100 * score.objectRatio(), 100 * score.byteRatio());
    }
    out.println();
    out.flush();
  }

  private static long median(long[] sizes) {
    long[] sorted = sizes.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }
}
