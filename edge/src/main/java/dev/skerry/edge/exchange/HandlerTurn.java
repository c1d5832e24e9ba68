package dev.skerry.edge.exchange;

import dev.skerry.handler.Directions;
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

  /** The exchange is over: nobody waits for a handler any more. */
  void end() {
    pending.withdraw();
    takeHold().release();
    if (held != null) {
      held.discard();
    }
  }
}
