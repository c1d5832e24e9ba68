package dev.skerry.edge.cache;

import dev.skerry.edge.memory.Slabs;
import dev.skerry.edge.purge.PurgeLimits;
import dev.skerry.edge.purge.PurgeTable;
import java.time.InstantSource;

/** Memory for the content of a test, in slabs only. */
public final class TestMemory {
  private TestMemory() {}

  /** Memory of so many bytes beside a store. */
  public static ContentMemory of(long limit, FillBudget fills, ResponseStore store) {
    Slabs slabs = new Slabs(MemoryBudget.slabBytes(limit));
    MemoryBudget budget = new MemoryBudget(limit, limit, slabs, null, store, Runnable::run);
    return new ContentMemory(fills, budget, slabs, null);
  }

  /** Memory without a store. */
  static ContentMemory of(FillBudget fills) {
    long limit = 64 << 20;
    PurgeTable purges = new PurgeTable(PurgeLimits.DEFAULT, InstantSource.system());
    return of(limit, fills, new ResponseStore(limit, 8, purges));
  }
}
