package dev.skerry.control.fleet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that goes when it is told to. */
final class ManualTime implements InstantSource {
  static final Instant START = Instant.parse("2026-03-04T05:06:07Z");

  private Duration passed = Duration.ZERO;

  void pass(Duration time) {
    passed = passed.plus(time);
  }

  long nanos() {
    return passed.toNanos();
  }

  @Override
  public Instant instant() {
    return START.plus(passed);
  }
}
