package dev.skerry.origin.engine.rocksdb;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.contract.FeedContract;
import dev.skerry.origin.engine.contract.HistoryContract;
import dev.skerry.origin.engine.contract.IsolationContract;
import dev.skerry.origin.engine.contract.LimitsContract;
import dev.skerry.origin.engine.contract.OrderingContract;
import dev.skerry.origin.engine.contract.OutcomeContract;
import dev.skerry.origin.engine.contract.Time;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The embedded engine keeps the contract. */
class RocksContractTest
    implements OrderingContract,
        IsolationContract,
        HistoryContract,
        FeedContract,
        LimitsContract,
        OutcomeContract {
  private final Time time = new Time();
  private RocksEngine engine;

  @BeforeEach
  void open(@TempDir Path folder) {
    engine =
        RocksEngine.open(
            RocksSettings.in(folder.resolve("db")).with(Memory.SMALL).with(time, time));
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
