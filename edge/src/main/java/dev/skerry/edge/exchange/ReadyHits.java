package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.Content;
import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.config.Rule;
import dev.skerry.edge.flow.ReadyHead;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What the pipeline sent for fresh hits of plain requests, kept so that the next one is sent
 * without it: one table per event loop, of a fixed number of places.
 *
 * <p>An answer is made ready when the same response is asked for a second time under the same
 * place, so that what is asked for once costs nothing. What has gone from the store meanwhile keeps
 * its head here until its place is used again, or is among the next that another put looks at. A
 * table ends with its event loop.
 */
final class ReadyHits {
  private static final int PLACES = 4096;

  /** Whoever puts an answer in looks at so many others: are they of any use still? */
  private static final int LOOKED_AT = 8;

  /** What an answer costs beside its octets, about. */
  private static final int READY_BYTES = 128;

  private static final LongAdder HELD = new LongAdder();

  private static final FastThreadLocal<ReadyHits> OF_LOOP =
      new FastThreadLocal<>() {
        @Override
        protected ReadyHits initialValue() {
          return new ReadyHits();
        }

        @Override
        protected void onRemoval(ReadyHits ended) {
          HELD.add(-ended.heldBytes);
        }
      };

  /**
   * An answer that can be sent again for as long as it is fresh.
   *
   * @param stored what it was made from
   * @param rule whose settings made it
   * @param codings what the viewer said that it accepts
   * @param head null until it was asked for a second time
   * @param content what is sent: the stored content, or a copy of it in another coding
   */
  record Ready(
      StoredResponse stored,
      Rule rule,
      @Nullable String codings,
      @Nullable ReadyHead head,
      Content content) {

    /** Whether nobody can be sent it any more. */
    private boolean isGone() {
      return content.refCnt() <= 0;
    }

    private int bytes() {
      return READY_BYTES + (head == null ? 0 : head.lines().length + head.cacheStatus().length);
    }

    /** By identity: another instance is another decision, and comparing all of a rule is slow. */
    @SuppressWarnings("ReferenceEquality")
    boolean isFor(StoredResponse wanted, Rule asked, @Nullable String accepted) {
      return stored == wanted && rule == asked && Objects.equals(codings, accepted);
    }
  }

  private final @Nullable Ready[] places = new Ready[PLACES];
  private int nextLookedAt;
  private long heldBytes;

  private ReadyHits() {}

  /** Those of the event loop that runs. */
  static ReadyHits ofLoop() {
    return OF_LOOP.get();
  }

  /** The answer made for these, ready or to be made so; null if there is none. */
  @Nullable Ready find(StoredResponse stored, Rule rule, @Nullable String codings) {
    Ready found = places[place(stored, codings)];
    return found != null && found.isFor(stored, rule, codings) ? found : null;
  }

  /** Takes the place of whatever had it. */
  void put(Ready made) {
    forgetSomeGone();
    set(place(made.stored(), made.codings()), made);
  }

  private void forgetSomeGone() {
    for (int i = 0; i < LOOKED_AT; i++) {
      Ready ready = places[nextLookedAt];
      if (ready != null && ready.isGone()) {
        set(nextLookedAt, null);
      }
      nextLookedAt = (nextLookedAt + 1) & (PLACES - 1);
    }
  }

  private void set(int place, @Nullable Ready ready) {
    Ready before = places[place];
    int more = (ready == null ? 0 : ready.bytes()) - (before == null ? 0 : before.bytes());
    heldBytes += more;
    HELD.add(more);
    places[place] = ready;
  }

  /** What this table takes. */
  long heldBytes() {
    return heldBytes;
  }

  /** What the tables of all loops take on the heap beside what is stored, in bytes, about. */
  static long bytes() {
    return HELD.sum();
  }

  private static int place(StoredResponse stored, @Nullable String codings) {
    int hash = stored.key().hashCode() + (codings == null ? 0 : 31 * codings.hashCode());
    return (hash ^ hash >>> 15) & (PLACES - 1);
  }
}
