package dev.skerry.loadtest.memory;

import dev.skerry.loadtest.process.EdgeProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what resident memory each of many small objects costs. */
@Command(
    name = "objects",
    header = "Fill an edge with distinct objects and print resident memory for each.")
final class MillionObjects implements Callable<Integer> {
  /** Objects that warm the edge up before its memory is read for the first time. */
  private static final int WARM_UP = 20_000;

  @Spec @Nullable CommandSpec spec;

  @Option(names = "--count", paramLabel = "N", description = "Of objects. 1000000 by default.")
  int count = 1_000_000;

  @Option(names = "--bytes", paramLabel = "N", description = "Of each. 1024 by default.")
  int bytes = 1024;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description = "cache.memory of the edge. 4GiB by default.")
  String memory = "4GiB";

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = MemoryCommand.out(spec);
    try (PathOrigin origin = PathOrigin.start();
        EdgeProcess edge = MemoryCommand.edge(origin.port(), memory)) {
      Fetcher fetcher = new Fetcher(edge.http().getPort());
      // The code is compiled, and connections have their buffers; larger, so that it is no object
      // of those to come.
      fetcher.fetch(WARM_UP, i -> "/warm/" + i % 1_000 + "/" + bytes);
      fetcher.fetch(WARM_UP, i -> "/warm/again/" + i % 1_000 + "/" + bytes);
      long before = edge.residentBytes();
      long stored = (long) edge.gauge("skerry_cache_keys");
      fetcher.fetch(count, i -> "/objects/by/path/" + i + "/" + bytes);
      long after = edge.residentBytes();
      long keys = (long) edge.gauge("skerry_cache_keys") - stored;
      long claimed = (long) edge.gauge("skerry_cache_memory_bytes");
      out.printf(
          Locale.ROOT,
          "%d objects of %d bytes: resident %.1f MiB before, %.1f MiB after, %.0f bytes each;"
              + " the edge counts %.0f bytes each%n",
          keys,
          bytes,
          MemoryCommand.mebibytes(before),
          MemoryCommand.mebibytes(after),
          (double) (after - before) / keys,
          (double) claimed / (keys + stored));
      out.flush();
      return keys == count ? 0 : 1;
    }
  }
}
