package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.Fill;
import dev.skerry.edge.cache.LowerTier;
import dev.skerry.edge.cache.StoredResponse;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What an exchange that is parked in lookup waits for: the fill of another exchange, or what the
 * tier below memory has; one of them at a time, and not for ever.
 *
 * <p>Owned by the exchange's event loop, on which it goes on.
 */
final class LookupWait implements Fill.Waiter {
  /** A disk that takes longer is no help: the origin is asked. */
  private static final int MAX_BELOW_MILLIS = 500;

  private final Exchange x;
  private @Nullable Fill fill;
  private @Nullable Future<?> limit;
  private int asksBelow;
  private boolean awaitsBelow;
  private boolean broughtBelow;

  /** What the tier below has brought back, while it is used. */
  private List<StoredResponse> below = List.of();

  /** Waits for nothing yet. */
  LookupWait(Exchange x) {
    this.x = x;
  }

  /** The viewer has gone: nothing is waited for any more. */
  void giveUp() {
    if (fill != null) {
      fill.forget(this);
      fill = null;
    }
    awaitsBelow = false;
    stopLimit();
  }

  private void limit(Runnable step, long millis) {
    limit = x.viewer.loop().schedule(step, millis, TimeUnit.MILLISECONDS);
  }

  private void stopLimit() {
    if (limit != null) {
      limit.cancel(false);
      limit = null;
    }
  }

  // ---- the fill of another exchange

  /**
   * Waits for a fill; goes on when its outcome is known. Returns the next phase if it is known
   * already.
   */
  @Nullable Phase await(Fill other) {
    fill = other;
    Fill.@Nullable Outcome outcome = other.await(this, x.viewer.loop());
    if (outcome == null) {
      limit(() -> waitedTooLong(other), x.rule().cache().collapse().followerMs());
      return null;
    }
    fill = null;
    return LookupPhase.resolved(x, outcome);
  }

  @Override
  public void resolved(Fill.Outcome outcome) {
    if (fill != null) {
      fill = null;
      stopLimit();
      x.goOn(() -> LookupPhase.resolved(x, outcome));
    }
  }

  /** The leader takes too long: this exchange goes to the origin by itself. */
  private void waitedTooLong(Fill other) {
    if (fill == other) {
      fill = null;
      limit = null;
      other.forget(this);
      x.goOn(() -> LookupPhase.waitedTooLong(x));
    }
  }

  // ---- the tier below memory

  /**
   * Whether the tier below may be asked: once for a request, and once more for its variant when the
   * first answer, which came in time, has told what the variants differ in.
   */
  boolean mayAskBelow() {
    return asksBelow == 0 || (asksBelow == 1 && broughtBelow);
  }

  /** Whether the tier below was asked, and has answered in time. */
  boolean isBroughtBelow() {
    return broughtBelow;
  }

  /**
   * Waits for what the tier below has of the exchange's key; returns the next phase if it cannot be
   * asked.
   *
   * @param wanted the variant to ask for; null to ask for any
   */
  @Nullable Phase awaitBelow(LowerTier.@Nullable Variant wanted) {
    asksBelow++;
    broughtBelow = false;
    LowerTier tier = x.services.store().below();
    boolean asked =
        wanted == null
            ? tier.load(x.key(), x.viewer.loop(), this::found)
            : tier.load(wanted, x.viewer.loop(), this::found);
    if (!asked) {
      return x.handTo(Phase.LOOKUP);
    }
    awaitsBelow = true;
    limit(this::belowTakesTooLong, MAX_BELOW_MILLIS);
    return null;
  }

  private void found(List<StoredResponse> stored) {
    if (awaitsBelow) {
      awaitsBelow = false;
      broughtBelow = true;
      stopLimit();
      below = stored;
      x.goOn(() -> x.handTo(Phase.LOOKUP));
      below = List.of();
    }
  }

  /** The tier below takes too long: its answer is not waited for. */
  private void belowTakesTooLong() {
    if (awaitsBelow) {
      awaitsBelow = false;
      limit = null;
      x.goOn(() -> x.handTo(Phase.LOOKUP));
    }
  }

  /** What is stored of the exchange's key, in memory or just brought back to it; newest first. */
  List<StoredResponse> stored() {
    List<StoredResponse> inMemory = x.services.store().lookup(x.key());
    return inMemory.isEmpty() ? x.services.store().usable(below) : inMemory;
  }
}
