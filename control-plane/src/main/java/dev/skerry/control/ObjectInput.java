package dev.skerry.control;

import dev.skerry.origin.objects.content.ContentException;
import dev.skerry.origin.objects.content.Extent;
import dev.skerry.origin.objects.content.Extents;
import dev.skerry.origin.objects.s3.S3Body;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The octets of an object as a stream, which owns it. Used by one thread. */
final class ObjectInput extends InputStream {
  private final S3Body.Stored object;
  private final Extents extents;
  private @Nullable Extent extent;
  private long done;

  ObjectInput(S3Body.Stored object) {
    this.object = object;
    this.extents = object.extents();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int from, int most) throws IOException {
    if (most == 0) {
      return 0;
    }
    try {
      while (extent == null || done == extent.length()) {
        next();
        if (extent == null) {
          return -1;
        }
      }
      int count = read(extent, ByteBuffer.wrap(into, from, most));
      done += count;
      return count;
    } catch (ContentException e) {
      throw new IOException(e);
    }
  }

  private void next() {
    if (extent != null) {
      extent.close();
    }
    extent = extents.next();
    done = 0;
  }

  private int read(Extent of, ByteBuffer into) throws IOException {
    int most = (int) Math.min(into.remaining(), of.length() - done);
    return switch (of) {
      case Extent.OfOctets(ByteBuffer octets) -> {
        into.put(octets.slice(octets.position() + (int) done, most));
        yield most;
      }
      case Extent.OfFile file -> {
        int count = file.channel().read(into.limit(into.position() + most), file.position() + done);
        if (count <= 0) {
          throw new IOException("a content is shorter than its row says");
        }
        yield count;
      }
    };
  }

  @Override
  public void close() throws IOException {
    try (AutoCloseable held = object.held();
        Extents all = extents) {
      assert held != null && all != null;
      if (extent != null) {
        extent.close();
      }
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("what an object's content was held by cannot be closed", e);
    }
  }
}
