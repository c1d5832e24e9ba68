package dev.skerry.edge.purge;

import dev.skerry.edge.purge.Epochs.Epoch;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * What a fetch, and the stored response that it becomes, carries to be found by purges: the newest
 * purge number when the fetch began, raised since to the number up to which it was compared, and
 * what was found.
 *
 * <p>Taken by {@link PurgeTable#begin} before the request goes to the origin; must be {@linkplain
 * #release released} once the fetch has failed or the stored response is gone: until then every
 * newer purge is remembered. Safe for use by several threads.
 *
 * <p>What was found never gets milder and the number never falls; the former is written first, so
 * who reads a number sees what was found up to there.
 */
public final class Ticket {
  private static final AtomicReferenceFieldUpdater<Ticket, @Nullable Epoch> EPOCH =
      AtomicReferenceFieldUpdater.newUpdater(Ticket.class, Epoch.class, "epoch");

  private static final AtomicLongFieldUpdater<Ticket> COMPARED =
      AtomicLongFieldUpdater.newUpdater(Ticket.class, "compared");

  private volatile @Nullable Epoch epoch;
  private volatile long compared;
  private volatile boolean soft;
  private volatile boolean hard;

  Ticket(Epoch epoch, long compared) {
    this.epoch = epoch;
    this.compared = compared;
  }

  /**
   * The number of a purge up to which this is compared: no purge up to it concerns this, but for
   * what {@link #state} says.
   */
  public long sequence() {
    return compared;
  }

  /** What was found so far; {@link PurgeTable#check} compares with what is newer. */
  public PurgeState state() {
    return hard ? PurgeState.HARD : soft ? PurgeState.SOFT : PurgeState.NONE;
  }

  /**
   * Another ticket of the same age, for who uses the same response apart from this one's holder;
   * null if this was given back.
   */
  public @Nullable Ticket share() {
    Epoch entered = epoch;
    if (entered == null) {
      return null;
    }
    long sequence = compared;
    // As in Epochs.enter: counted first, and only then is it looked whether it counted in time.
    entered.enter();
    if (epoch != entered) {
      entered.leave();
      return null;
    }
    Ticket shared = new Ticket(entered, sequence);
    shared.settle(state(), sequence);
    return shared;
  }

  /** Gives the ticket back. Idempotent. */
  public void release() {
    Epoch left = EPOCH.getAndSet(this, null);
    if (left != null) {
      left.leave();
    }
  }

  /** Whether it was given back. */
  public boolean isReleased() {
    return epoch == null;
  }

  /** Notes what was found up to a number. */
  void settle(PurgeState found, long sequence) {
    switch (found) {
      case NONE -> {}
      case SOFT -> soft = true;
      case HARD -> hard = true;
    }
    COMPARED.accumulateAndGet(this, sequence, Math::max);
  }

  boolean isIn(Epoch other) {
    return epoch == other;
  }

  /** Moves on to an epoch already entered; false if it must be left again. */
  boolean moveTo(Epoch next) {
    Epoch old = epoch;
    if (old == null || old == next || !EPOCH.compareAndSet(this, old, next)) {
      return false;
    }
    old.leave();
    return true;
  }

  @Override
  public String toString() {
    return "Ticket[" + compared + ", " + state() + (isReleased() ? ", released]" : "]");
  }
}
