package dev.skerry.origin.objects.content;

import dev.skerry.origin.objects.content.BackingBucket.Got;
import dev.skerry.origin.objects.content.ContentException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/**
 * Octets of a content in a bucket, which asks again for what is missing where a connection ends
 * early; so often in vain, then it throws ContentException UNREACHABLE, or DAMAGED where there is
 * no such object. Used by one thread at a time.
 */
final class BucketInput extends InputStream {
  private static final int FAILURES_MOST = 4;

  private final BackingBucket bucket;
  private final ContentId id;
  private long at;
  private final long end;
  private int failures;
  private @Nullable InputStream in;

  /**
   * Asks for octets.
   *
   * @param count at most so many, 1 or more
   */
  BucketInput(BackingBucket bucket, ContentId id, long from, long count) {
    this.bucket = bucket;
    this.id = id;
    this.at = from;
    try {
      Got got = bucket.get(BucketKeys.of(id), from, count);
      this.end = from + got.length();
      this.in = got.in();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private ContentException failed(IOException e) {
    return e instanceof NoSuchFileException
        ? new ContentException(Kind.DAMAGED, "the object of content " + id + " is not there", e)
        : new ContentException(Kind.UNREACHABLE, "content " + id + " cannot be read: " + e, e);
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    if (length == 0 || at == end) {
      return length == 0 ? 0 : -1;
    }
    while (true) {
      try {
        int n = open().read(into, offset, (int) Math.min(length, end - at));
        if (n < 0) {
          throw new EOFException("an object ended at " + at + ", expected " + end);
        }
        at += n;
        failures = 0;
        return n;
      } catch (IOException e) {
        close();
        if (e instanceof NoSuchFileException || ++failures >= FAILURES_MOST) {
          failures = 0;
          throw failed(e);
        }
      }
    }
  }

  private InputStream open() throws IOException {
    InputStream opened = in;
    if (opened == null) {
      opened = bucket.get(BucketKeys.of(id), at, end - at).in();
      in = opened;
    }
    return opened;
  }

  @Override
  public void close() {
    if (in != null) {
      StreamExtents.close(in);
      in = null;
    }
  }
}
