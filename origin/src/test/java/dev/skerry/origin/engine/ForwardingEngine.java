package dev.skerry.origin.engine;

import java.nio.file.Path;

/** An engine that leaves everything to another: for those that differ in one thing. */
public class ForwardingEngine implements Engine {
  private final Engine engine;

  public ForwardingEngine(Engine engine) {
    this.engine = engine;
  }

  @Override
  public <T, X extends Exception> Committed<T> transact(Work<T, X> work) throws X {
    return engine.transact(work);
  }

  @Override
  public Transaction begin() {
    return engine.begin();
  }

  @Override
  public Snapshot snapshot() {
    return engine.snapshot();
  }

  @Override
  public Outcome outcome(Token token) {
    return engine.outcome(token);
  }

  @Override
  public Feed feed() {
    return engine.feed();
  }

  @Override
  public void checkpoint(Path folder) {
    engine.checkpoint(folder);
  }

  @Override
  public void close() {
    engine.close();
  }
}
