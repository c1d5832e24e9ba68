package dev.skerry.edge.exchange;

import dev.skerry.edge.purge.PurgeTable;
import dev.skerry.edge.purge.Ticket;
import dev.skerry.handler.BoundData;
import dev.skerry.handler.Directions;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import dev.skerry.handler.host.PendingCall;
import org.jspecify.annotations.Nullable;

/**
 * What the viewer's handlers have to do with one exchange: what they said, and what is held while
 * one of them is asked. On the exchange's event loop.
 */
final class HandlerTurn {
  /** That of an exchange without handlers; never changed. */
  static final HandlerTurn NONE = new HandlerTurn();

  /** What the one at viewer-request wants besides. */
  Directions directions = Directions.NONE;

  /** What the one at viewer-response has changed. */
  @Nullable HandledResponse changed;

  /** The origin's content meanwhile. */
  @Nullable HeldContent held;

  /** What the handler asks that is asked. */
  private BoundData data = BoundData.NOWHERE;

  /** What the one at viewer-request has read; null if it cannot read. */
  @Nullable ReadTags read;

  /** From before that was read; null if nothing was, or it was taken. */
  private @Nullable Ticket beforeReading;

  /** What the one at viewer-response reads. */
  @Nullable Collecting reading;

  private ContentHold stored = ContentHold.NOTHING;
  private PendingCall pending = PendingCall.ANSWERED;

  /** What was changed in that answer; null if no handler was asked about it. */
  @Nullable HandledResponse about(@Nullable Answer answer) {
    return changed != null && changed.isAbout(answer) ? changed : null;
  }

  /** Keeps content in the store while a handler is asked. */
  void holds(ContentHold content) {
    stored = content;
  }

  /** Hands over what is kept, to be released when the exchange has gone on. */
  ContentHold takeHold() {
    ContentHold kept = stored;
    stored = ContentHold.NOTHING;
    return kept;
  }

  /** A handler is asked. */
  void waitsFor(PendingCall call) {
    pending = call;
  }

  /** What answers the handler that is about to be asked. */
  BoundData data(Exchange x, HandlerSpec handler, Hook hook) {
    if (!HandlerData.isForHandler(handler)) {
      return BoundData.NOWHERE;
    }
    data.giveUp();
    ReadTags noted = new ReadTags();
    data = HandlerData.of(Asker.of(x, noted), handler);
    if (hook == Hook.VIEWER_REQUEST && handler.mayRead()) {
      // What is fetched is made of what it reads, so what is purged from now on is to find that.
      read = noted;
      beforeReading = x.services.purges().begin();
    }
    return data;
  }

  /**
   * The ticket of a fetch that is about to begin: from before the handler at viewer-request has
   * read what the response is made of.
   */
  Ticket ticket(PurgeTable purges) {
    Ticket shared = hasRead() && beforeReading != null ? beforeReading.share() : null;
    return shared == null ? purges.begin() : shared;
  }

  private boolean hasRead() {
    return read != null && !read.isEmpty();
  }

  /**
   * Nothing is fetched any more that is made of what was read: purges need not be remembered for
   * it, however long the exchange goes on. Idempotent.
   */
  void fetchesNoMore() {
    if (beforeReading != null) {
      beforeReading.release();
      beforeReading = null;
    }
  }

  /** The exchange is over: nobody waits for a handler any more. */
  void end() {
    pending.withdraw();
    data.giveUp();
    fetchesNoMore();
    takeHold().release();
    drop();
  }

  /** What was read is not what is sent. Idempotent. */
  void stopReading() {
    if (reading != null) {
      reading.cancel();
      reading = null;
    }
  }

  /** What came of the response meanwhile is not wanted. Idempotent. */
  void drop() {
    if (held != null) {
      held.discard();
    }
    if (reading != null) {
      reading.cancel();
    }
  }
}
