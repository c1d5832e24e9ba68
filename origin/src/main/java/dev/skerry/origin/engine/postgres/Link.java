package dev.skerry.origin.engine.postgres;

import org.jspecify.annotations.Nullable;

/** What a group leaves in the chain of commits beside its place. */
final class Link {
  private static final byte[] NOTHING = {};

  /** Its last stamp. */
  final long last;

  /** Octets of all entries up to it. */
  final long emitted;

  /** Of its transactions, {@value Batch#TOKEN_BYTES} octets each. */
  final byte[] tokens;

  /** Of an attempt that never will be committed; null for none. */
  final byte @Nullable [] fenced;

  /** To which it emitted. */
  final byte[][] topics;

  /** {@link Changes}. */
  final byte[] changes;

  private Link(
      long last,
      long emitted,
      byte[] tokens,
      byte @Nullable [] fenced,
      byte[][] topics,
      byte[] changes) {
    this.last = last;
    this.emitted = emitted;
    this.tokens = tokens;
    this.fenced = fenced;
    this.topics = topics;
    this.changes = changes;
  }

  static Link of(Batch batch) {
    return new Link(
        batch.last(), batch.emitted(), batch.tokens(), null, batch.topicNames(), batch.changes());
  }

  /** A place of which nothing is but its last stamp, and perhaps an attempt that it fences. */
  static Link empty(Turn turn, long last, byte @Nullable [] fenced) {
    return new Link(last, turn.emitted(), NOTHING, fenced, new byte[0][], Changes.NONE.toBytes());
  }
}
