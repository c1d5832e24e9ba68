package dev.skerry.edge.disk;

import dev.skerry.edge.cache.Content;
import dev.skerry.edge.cache.ContentReader;
import dev.skerry.edge.cache.StoredHead;
import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.purge.PurgeState;
import dev.skerry.edge.purge.Ticket;
import io.netty.buffer.ByteBuf;
import io.netty.util.IllegalReferenceCountException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A stored response that is offered to the disk: holds its content and a ticket of its age. */
final class StoredOffer implements Offer {
  private static final int PIECE_BYTES = 256 * 1024;
  private static final int OVERHEAD = 1024;

  /**
   * How an offer stands to what was written and removed before it.
   *
   * @param removals see {@link Offer#removals}
   * @param supersedes see {@link Offer#supersedes}
   */
  record Standing(int removals, boolean supersedes) {}

  private final RecordKey key;
  private final Standing standing;
  private final StoredHead head;
  private final Content content;
  private final Ticket ticket;
  private final UnaryOperator<Draft> shortening;

  private StoredOffer(
      RecordKey key,
      Standing standing,
      StoredHead head,
      Content content,
      Ticket ticket,
      UnaryOperator<Draft> shortening) {
    this.key = key;
    this.standing = standing;
    this.head = head;
    this.content = content;
    this.ticket = ticket;
    this.shortening = shortening;
  }

  /**
   * Offers a stored response.
   *
   * @param shortening may make of the whole record one that uses a body on the disk; called by the
   *     writer's thread
   * @return null if it is gone, or not of the kind that is written: one complete content
   */
  static @Nullable StoredOffer of(
      StoredResponse stored, RecordKey key, Standing standing, UnaryOperator<Draft> shortening) {
    Content content = stored.whole();
    if (content == null || !content.isComplete() || !content.isKept()) {
      return null;
    }
    Ticket ticket = stored.ticket().share();
    if (ticket == null) {
      return null;
    }
    try {
      content.retain();
    } catch (IllegalReferenceCountException gone) {
      ticket.release();
      return null;
    }
    return new StoredOffer(key, standing, stored.head(), content, ticket, shortening);
  }

  @Override
  public RecordKey key() {
    return key;
  }

  @Override
  public int removals() {
    return standing.removals();
  }

  @Override
  public boolean supersedes() {
    return standing.supersedes();
  }

  @Override
  public long bytes() {
    return OVERHEAD + content.length();
  }

  @Override
  public @Nullable Draft draft() {
    PurgeState state = ticket.state();
    if (state == PurgeState.HARD) {
      return null;
    }
    ByteBuffer packed = RecordHead.of(head, content.trailers()).pack();
    if (packed.remaining() > RecordHeader.MAX_HEAD_BYTES) {
      return null;
    }
    Draft draft =
        shortening.apply(
            Draft.response(
                key,
                packed,
                new ContentBody(content),
                ticket.sequence(),
                state == PurgeState.SOFT,
                uselessFromMillis()));
    // What stands on the disk, and cannot be used where it stands, is on its way out.
    return draft.body() instanceof ContentBody && content.diskBody() != null ? null : draft;
  }

  /** What can be validated is never useless. */
  private long uselessFromMillis() {
    return head.validators().isPresent() ? Long.MAX_VALUE : head.freshness().uselessFromMillis();
  }

  @Override
  public void close() {
    content.release();
    ticket.release();
  }

  /** Complete content, as a body to be written. */
  private record ContentBody(Content content) implements RecordBody {
    @Override
    public long bytes() {
      return content.length();
    }

    @Override
    public void show(Sink sink) throws IOException {
      ContentReader reader = content.open(0, content.length(), Runnable::run, () -> {});
      if (reader == null) {
        throw new IOException("the content of an offer is gone");
      }
      try {
        for (ByteBuf piece = reader.read(PIECE_BYTES);
            piece != null;
            piece = reader.read(PIECE_BYTES)) {
          try {
            sink.piece(piece.nioBuffer());
          } finally {
            piece.release();
          }
        }
      } finally {
        reader.close();
      }
    }
  }
}
