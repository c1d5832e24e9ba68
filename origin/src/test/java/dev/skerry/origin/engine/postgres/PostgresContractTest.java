package dev.skerry.origin.engine.postgres;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.contract.FeedContract;
import dev.skerry.origin.engine.contract.HistoryContract;
import dev.skerry.origin.engine.contract.IsolationContract;
import dev.skerry.origin.engine.contract.LimitsContract;
import dev.skerry.origin.engine.contract.OrderingContract;
import dev.skerry.origin.engine.contract.OutcomeContract;
import dev.skerry.origin.engine.contract.Time;
import dev.skerry.testing.postgres.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The engine in a PostgreSQL database keeps the contract. Skipped where there is no PostgreSQL. */
class PostgresContractTest
    implements OrderingContract,
        IsolationContract,
        HistoryContract,
        FeedContract,
        LimitsContract,
        OutcomeContract {
  private final Time time = new Time();
  private PostgresEngine engine;

  @BeforeEach
  void open() {
    engine = PostgresEngine.open(FreshSchema.in(PostgresServer.shared()).with(time, time));
  }

  @AfterEach
  void close() {
    if (engine != null) {
      engine.close();
    }
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
