package dev.skerry.edge.sync;

import java.io.IOException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * When an edge has heard its control plane, by the edge's own clock: what is heard says by the
 * other's when it was said, and may have been under way for long. For one thread at a time.
 */
final class Hearing {
  private final InstantSource clock;
  private long saidHelloAt;
  private @Nullable ClockDifference clocks;
  private long heardAtMillis;

  /** Nothing was heard yet. */
  Hearing(InstantSource clock) {
    this.clock = clock;
  }

  /** The edge says hello on a connection that begins. */
  void begin() {
    end();
    saidHelloAt = clock.millis();
  }

  /** It has been answered, when the other clock showed that. */
  void welcomed(long theirs) {
    clocks = ClockDifference.of(saidHelloAt, theirs, clock.millis());
  }

  /** The connection has ended. */
  void end() {
    clocks = null;
  }

  boolean isWelcomed() {
    return clocks != null;
  }

  /**
   * How the two clocks differ.
   *
   * @throws IllegalStateException before the welcome
   */
  ClockDifference clocks() {
    ClockDifference known = clocks;
    if (known == null) {
      throw new IllegalStateException("nothing was told yet");
    }
    return known;
  }

  /**
   * The control plane was there when its clock showed that. What it said may have been under way
   * for long, as to an edge that was paused: only since then something can have been missed.
   */
  void heard(long theirs) {
    long then = Math.min(clock.millis(), clocks().earliest(theirs));
    heardAtMillis = Math.max(heardAtMillis, then);
  }

  /**
   * The same, of what is said all the time.
   *
   * @throws IOException if it is older than that many milliseconds
   */
  void beat(long theirs, long mostMillis) throws IOException {
    if (clock.millis() - clocks().earliest(theirs) > mostMillis) {
      throw new IOException(
          "what the control plane says is older than it may be, or a clock was set: coming anew");
    }
    heard(theirs);
  }

  /** When it was heard last, milliseconds since the epoch; 0 for never. */
  long atMillis() {
    return heardAtMillis;
  }
}
