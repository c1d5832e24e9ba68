package dev.skerry.loadtest.memory;

import dev.skerry.loadtest.process.EdgeProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Replaces all content of an edge again and again by content of other sizes. */
@Command(
    name = "churn",
    header = "Replace all content by other sizes; print the resident memory after each round.",
    footer = "Exit codes: 0; 1 if more than 15 %% were added to the first plateau.")
final class Churn implements Callable<Integer> {
  /** Typical sizes of the rounds, in bytes; content is half to twice as large. */
  private static final int[] SIZES = {
    1_000, 12_000, 3_000, 40_000, 700, 150_000, 6_000, 2_000, 25_000, 1_500
  };

  /** Twice the budget goes through in a round. */
  private static final int OVERFILL = 2;

  private static final double TOLERANCE = 0.15;

  @Spec @Nullable CommandSpec spec;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description = "cache.memory of the edge. 512MiB by default.")
  String memory = "512MiB";

  @Option(names = "--rounds", paramLabel = "N", description = "At least so many. 10 by default.")
  int rounds = 10;

  @Option(names = "--minutes", paramLabel = "N", description = "At least so long. 0 by default.")
  long minutes;

  @Option(names = "--seed", paramLabel = "N", description = "Of the sizes. 1 by default.")
  long seed = 1;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = MemoryCommand.out(spec);
    try (PathOrigin origin = PathOrigin.start();
        EdgeProcess edge = MemoryCommand.edge(origin.port(), memory)) {
      long budget = (long) edge.gauge("skerry_cache_budget_bytes");
      out.printf(
          Locale.ROOT,
          "budget %.1f MiB, seed %d, resident %.1f MiB at first%n",
          MemoryCommand.mebibytes(budget),
          seed,
          MemoryCommand.mebibytes(edge.residentBytes()));
      long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
      long first = 0;
      long most = 0;
      long mostCounted = 0;
      for (int round = 0; round < rounds || System.nanoTime() < end; round++) {
        round(edge, round, budget);
        long resident = edge.residentBytes();
        long counted = (long) edge.gauge("skerry_cache_memory_bytes");
        first = round == 0 ? resident : first;
        most = Math.max(most, resident);
        mostCounted = Math.max(mostCounted, counted);
        out.printf(
            Locale.ROOT,
            "round %d, about %d bytes: resident %.1f MiB (%+.1f %% of the first), counted %.1f MiB:"
                + " heads %.1f, stored %.1f, passing %.1f, free %.1f, %d keys%n",
            round,
            SIZES[round % SIZES.length],
            MemoryCommand.mebibytes(resident),
            100.0 * resident / first - 100,
            MemoryCommand.mebibytes(counted),
            part(edge, "heads"),
            part(edge, "stored"),
            part(edge, "passing"),
            part(edge, "free"),
            (long) edge.gauge("skerry_cache_keys"));
        out.flush();
      }
      boolean flat = most <= first * (1 + TOLERANCE);
      out.printf(
          Locale.ROOT,
          "most resident %.1f MiB, %+.1f %% of the first plateau: %s; most counted %.1f %% of the"
              + " budget%n",
          MemoryCommand.mebibytes(most),
          100.0 * most / first - 100,
          flat ? "within 15 %" : "NOT within 15 %",
          100.0 * mostCounted / budget);
      return flat ? 0 : 1;
    }
  }

  private void round(EdgeProcess edge, int round, long budget)
      throws IOException, InterruptedException {
    int typical = SIZES[round % SIZES.length];
    long count = OVERFILL * budget / (typical + 600);
    new Fetcher(edge.http().getPort())
        .fetch(count, i -> "/churn/" + round + "/" + i + "/" + size(round, i, typical));
  }

  /** Half to twice the typical size, always the same for the same object. */
  private int size(int round, long i, int typical) {
    double factor = new SplittableRandom(seed * 31 + round * 1_000_003L + i).nextDouble(-1, 1);
    return (int) (typical * Math.pow(2, factor));
  }

  private static double part(EdgeProcess edge, String name)
      throws IOException, InterruptedException {
    return MemoryCommand.mebibytes(
        (long) edge.gauge("skerry_cache_part_bytes{part=\"" + name + "\"}"));
  }
}
