package dev.skerry.edge.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.memory.Slabs;
import dev.skerry.edge.purge.PurgeLimits;
import dev.skerry.edge.purge.PurgeTable;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
  private static final long LIMIT = 32 << 20;
  private static final int BLOCK_BYTES = 60_000;

  private boolean rejecting = true;

  private void execute(Runnable task) {
    if (rejecting) {
      throw new RejectedExecutionException("too busy");
    }
    task.run();
  }

  @Test
  void blocksAreMovedTogetherThoughTheFirstTryWasRejected() {
    PurgeTable purges = new PurgeTable(PurgeLimits.DEFAULT, InstantSource.system());
    ResponseStore store = new ResponseStore(LIMIT, 8, purges);
    Slabs slabs = new Slabs(MemoryBudget.slabBytes(LIMIT));
    MemoryBudget budget = new MemoryBudget(LIMIT, LIMIT, slabs, null, store, this::execute);
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      Block block = Objects.requireNonNull(MemoryBlock.of(slabs, BLOCK_BYTES));
      blocks.add(block.trimmed(BLOCK_BYTES)); // nothing more is written: it may be moved
    }
    List<Block> left = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      if (i % 4 == 0) {
        left.add(blocks.get(i));
      } else {
        blocks.get(i).release();
      }
    }
    long waste = slabs.wasteBytes();
    budget.look();
    assertThat(slabs.wasteBytes()).isEqualTo(waste);
    rejecting = false;
    budget.look();
    assertThat(slabs.wasteBytes()).isLessThan(waste / 2);
    left.forEach(Block::release);
    slabs.close();
  }
}
