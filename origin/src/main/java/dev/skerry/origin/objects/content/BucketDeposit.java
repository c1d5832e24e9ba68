package dev.skerry.origin.objects.content;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.objects.content.BackingBucket.Piece;
import dev.skerry.origin.objects.content.BackingBucket.Upload;
import dev.skerry.origin.objects.content.ContentRow.InBucket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A content on its way into a bucket: as one object where it is short, else in parts, each sent
 * when it is full, so that what is in memory is one piece, however long the content is.
 */
final class BucketDeposit implements Deposit {
  private static final long RENEW_NANOS = Duration.ofMinutes(10).toNanos();

  private final ContentId id;
  private final String key;
  private final BackingBucket bucket;
  private final Arrivals arrivals;
  private final PieceBuffers buffers;

  private byte[] buffer = new byte[PieceBuffers.SHORT_BYTES];
  private int filled;
  private boolean borrowed;
  private @Nullable Upload upload;
  private final List<String> tags = new ArrayList<>();
  private long renewed = System.nanoTime();
  private boolean kept;

  /** Whether the service did not take it: then it is not asked to remove it, either. */
  private boolean failed;

  BucketDeposit(ContentId id, BackingBucket bucket, Arrivals arrivals, PieceBuffers buffers) {
    this.id = id;
    this.key = BucketKeys.of(id);
    this.bucket = bucket;
    this.arrivals = arrivals;
    this.buffers = buffers;
    arrivals.begin(id);
  }

  @Override
  public void write(ByteBuffer octets) {
    while (octets.hasRemaining()) {
      if (filled == buffer.length) {
        makeRoom();
      }
      int count = Math.min(octets.remaining(), buffer.length - filled);
      octets.get(buffer, filled, count);
      filled += count;
    }
    if (System.nanoTime() - renewed > RENEW_NANOS) {
      arrivals.renew(id);
      renewed = System.nanoTime();
    }
  }

  private void makeRoom() {
    if (borrowed) {
      try {
        sendPart();
      } catch (IOException e) {
        throw unreachable(e);
      }
      return;
    }
    byte[] larger = buffers.take();
    borrowed = true;
    System.arraycopy(buffer, 0, larger, 0, filled);
    buffer = larger;
  }

  private void sendPart() throws IOException {
    Upload begun = upload;
    if (begun == null) {
      begun = new Upload(key, bucket.beginUpload(key));
      upload = begun;
    }
    tags.add(bucket.putPart(begun, tags.size() + 1, new Piece(buffer, filled)));
    filled = 0;
  }

  @Override
  public InBucket finish(int checksum) {
    try {
      if (upload == null) {
        bucket.put(key, new Piece(buffer, filled));
      } else {
        if (filled > 0) {
          sendPart();
        }
        bucket.complete(upload, tags);
      }
    } catch (IOException e) {
      throw unreachable(e);
    }
    kept = true;
    giveBack();
    return new InBucket(checksum);
  }

  private ContentException unreachable(IOException e) {
    failed = true;
    return ContentException.unreachable("content " + id + " cannot be kept", e);
  }

  private void giveBack() {
    if (borrowed) {
      borrowed = false;
      buffers.giveBack();
    }
    buffer = new byte[0];
  }

  @Override
  public void close() {
    giveBack();
    if (kept) {
      return;
    }
    kept = true; // closed once
    if (failed) {
      return; // its row stays: it is given up later, and removed then, and nobody waits for that
    }
    try {
      if (upload != null) {
        bucket.abort(upload);
      }
      // Which may be there, where the answer to its writing was lost.
      if (bucket.delete(List.of(key)).isEmpty()) {
        arrivals.end(id);
      }
    } catch (IOException | EngineException e) {
      // Its row stays: it is given up later, and removed then.
    }
  }
}
