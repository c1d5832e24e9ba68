package dev.skerry.handler.web;

import java.security.SecureRandom;
import java.util.function.BooleanSupplier;

/**
 * The random numbers of calls that may be stopped: then it throws, into whatever asks for them and
 * knows nothing of calls, as the JDK that looks for primes. Safe for any thread.
 */
final class StoppableChance extends SecureRandom {
  private static final long serialVersionUID = 1;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final transient BooleanSupplier isStopped;

  StoppableChance(BooleanSupplier isStopped) {
    this.isStopped = isStopped;
  }

  @Override
  public void nextBytes(byte[] into) {
    if (isStopped.getAsBoolean()) {
      throw new IllegalStateException("the call was stopped while it made a key");
    }
    RANDOM.nextBytes(into);
  }
}
