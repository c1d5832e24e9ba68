package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.engine.Position;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * From where a shard is read on.
 *
 * @param stream which stream's
 * @param after behind this place; null from the oldest record that there is
 * @param made when it was given out
 */
record ShardIterator(StreamArn stream, @Nullable Position after, Instant made) {
  /** How long it can be used. Source: GetShardIterator in the API reference. */
  static final Duration AGE = Duration.ofMinutes(15);

  private static final int BYTES = 2 * Long.BYTES + Integer.BYTES;
  private static final int OLDEST = -1;

  /** How clients have it. */
  String text() {
    byte[] octets =
        ByteBuffer.allocate(BYTES)
            .putLong(made.toEpochMilli())
            .putInt(after == null ? OLDEST : after.index())
            .putLong(after == null ? 0 : after.stamp().number())
            .array();
    return stream.text() + "|1|" + Base64.getEncoder().encodeToString(octets);
  }

  /** Reads one, and refuses it when it is too old. */
  static ShardIterator parse(String text, Instant now) {
    ShardIterator iterator = read(text);
    if (iterator.made.plus(AGE).isBefore(now)) {
      throw new TableException(ErrorType.EXPIRED_ITERATOR, "Iterator expired");
    }
    return iterator;
  }

  private static ShardIterator read(String text) {
    String[] parts = text.split("\\|", -1);
    if (parts.length == 3) {
      try {
        ByteBuffer octets = ByteBuffer.wrap(Base64.getDecoder().decode(parts[2]));
        if (octets.remaining() == BYTES) {
          Instant made = Instant.ofEpochMilli(octets.getLong());
          int index = octets.getInt();
          long stamp = octets.getLong();
          return new ShardIterator(
              StreamArn.parse(parts[0]),
              index == OLDEST ? null : new Position(new Stamp(stamp), index),
              made);
        }
      } catch (IllegalArgumentException | TableException e) {
        throw TableException.validation("Invalid ShardIterator");
      }
    }
    throw TableException.validation("Invalid ShardIterator");
  }
}
