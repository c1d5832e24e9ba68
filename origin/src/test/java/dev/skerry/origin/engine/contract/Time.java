package dev.skerry.origin.engine.contract;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A clock and a ticker that move when they are told to. */
public final class Time implements InstantSource, LongSupplier {
  private final AtomicLong nanos = new AtomicLong();
  private final Instant began = Instant.parse("2026-01-01T00:00:00Z");

  /** Lets time pass. */
  public void advance(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Override
  public Instant instant() {
    return began.plusNanos(nanos.get());
  }

  @Override
  public long getAsLong() {
    return nanos.get();
  }
}
