package dev.skerry.edge.cache;

import dev.skerry.edge.memory.MemoryFile;
import dev.skerry.edge.memory.Slabs;
import dev.skerry.edge.purge.PurgeLimits;
import dev.skerry.edge.purge.PurgeTable;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Memory for the content of a test, in slabs only unless it says otherwise. */
public final class TestMemory {
  private TestMemory() {}

  /** Memory of so many bytes beside a store. */
  public static ContentMemory of(long limit, FillBudget fills, ResponseStore store) {
    return of(limit, fills, store, null);
  }

  /** The same with large content in a file, where this machine has such files. */
  public static ContentMemory withFile(long limit, FillBudget fills, ResponseStore store) {
    return of(limit, fills, store, MemoryFile.create());
  }

  private static ContentMemory of(
      long limit, FillBudget fills, ResponseStore store, @Nullable MemoryFile file) {
    Slabs slabs = new Slabs(MemoryBudget.slabBytes(limit));
    MemoryBudget budget = new MemoryBudget(limit, limit, slabs, file, store, Runnable::run);
    return new ContentMemory(fills, budget, slabs, file);
  }

  /** Memory without a store. */
  static ContentMemory of(FillBudget fills) {
    long limit = 64 << 20;
    PurgeTable purges = new PurgeTable(PurgeLimits.DEFAULT, InstantSource.system());
    return of(limit, fills, new ResponseStore(limit, 8, purges));
  }
}
