package dev.skerry.origin.engine.rocksdb;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.cache.CachedEngine;
import dev.skerry.origin.engine.cache.Keeping;
import dev.skerry.origin.engine.contract.FeedContract;
import dev.skerry.origin.engine.contract.HistoryContract;
import dev.skerry.origin.engine.contract.IsolationContract;
import dev.skerry.origin.engine.contract.LimitsContract;
import dev.skerry.origin.engine.contract.OrderingContract;
import dev.skerry.origin.engine.contract.OutcomeContract;
import dev.skerry.origin.engine.contract.Time;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The embedded engine keeps the contract with rows in memory in front of it. */
class CachedContractTest
    implements OrderingContract,
        IsolationContract,
        HistoryContract,
        FeedContract,
        LimitsContract,
        OutcomeContract {
  private final Time time = new Time();
  private CachedEngine engine;

  @BeforeEach
  void open(@TempDir Path folder) {
    engine =
        new CachedEngine(
            RocksEngine.open(
                RocksSettings.in(folder.resolve("db")).with(Memory.SMALL).with(time, time)),
            new Keeping(List.of(), List.of(Range.ALL), key -> Math.min(1, key.length()), 1 << 16));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Override
  public Engine engine() {
    return engine;
  }

  @Override
  public Time time() {
    return time;
  }
}
