package dev.skerry.origin.engine.postgres;

import dev.skerry.origin.engine.Committed;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Feed;
import dev.skerry.origin.engine.Outcome;
import dev.skerry.origin.engine.Snapshot;
import dev.skerry.origin.engine.Token;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.engine.Work;
import dev.skerry.origin.engine.driver.Attempts;
import dev.skerry.origin.engine.driver.Patience;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Several engines that share one storage as one: whatever is asked next, the next one does. */
final class Alternating implements Engine {
  private final List<? extends Engine> engines;
  private final AtomicInteger turns = new AtomicInteger();
  private final Attempts attempts = new Attempts(this, Patience.DEFAULT, System::nanoTime);

  Alternating(List<? extends Engine> engines) {
    this.engines = engines;
  }

  private Engine next() {
    return engines.get(Math.floorMod(turns.getAndIncrement(), engines.size()));
  }

  @Override
  public <T, X extends Exception> Committed<T> transact(Work<T, X> work) throws X {
    return attempts.transact(work);
  }

  @Override
  public Transaction begin() {
    return next().begin();
  }

  @Override
  public Snapshot snapshot() {
    return next().snapshot();
  }

  @Override
  public Outcome outcome(Token token) {
    return next().outcome(token);
  }

  @Override
  public Feed feed() {
    return next().feed();
  }

  @Override
  public void checkpoint(Path folder) {
    next().checkpoint(folder);
  }

  @Override
  public void close() {
    engines.forEach(Engine::close);
  }
}
