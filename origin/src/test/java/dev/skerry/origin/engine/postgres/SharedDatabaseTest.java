package dev.skerry.origin.engine.postgres;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.contract.FeedContract;
import dev.skerry.origin.engine.contract.HistoryContract;
import dev.skerry.origin.engine.contract.IsolationContract;
import dev.skerry.origin.engine.contract.OutcomeContract;
import dev.skerry.origin.engine.contract.Time;
import dev.skerry.testing.postgres.PostgresServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Two engines in one database keep the contract as if they were one: what one commits the other
 * checks against, and hears of. Skipped where there is no PostgreSQL.
 */
class SharedDatabaseTest
    implements IsolationContract, HistoryContract, FeedContract, OutcomeContract {
  private final Time time = new Time();
  private Alternating engines;

  @BeforeEach
  void open() {
    PostgresSettings settings = FreshSchema.in(PostgresServer.shared()).with(time, time);
    engines =
        new Alternating(List.of(PostgresEngine.open(settings), PostgresEngine.open(settings)));
  }

  @AfterEach
  void close() {
    if (engines != null) {
      engines.close();
    }
  }

  @Override
  public Engine engine() {
    return engines;
  }

  @Override
  public Time time() {
    return time;
  }
}
