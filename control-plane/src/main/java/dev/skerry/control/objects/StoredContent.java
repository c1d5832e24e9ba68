package dev.skerry.control.objects;

import dev.skerry.control.api.ReplyContent;
import dev.skerry.origin.objects.content.Extent;
import dev.skerry.origin.objects.content.Extents;
import dev.skerry.origin.objects.s3.S3Body;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * The content of an object on its way into a reply: in memory where it is short; where it is in
 * files, those, one after the other; else, as where it is encrypted, made piece by piece.
 */
final class StoredContent {
  private static final int PIECE_BYTES = 64 << 10;

  private StoredContent() {}

  /** The content of a reply, which holds what it needs until it is closed. */
  static ReplyContent of(S3Body.Stored stored) {
    Extents extents = stored.extents();
    boolean kept = false;
    try {
      Extent first = extents.next();
      ReplyContent content =
          switch (first) {
            case null -> new ReplyContent.Octets(new byte[0]);
            case Extent.OfOctets octets when octets.length() == stored.length() ->
                new ReplyContent.Octets(octets(octets));
            case Extent.OfFile file ->
                new ReplyContent.InFiles(
                    stored.length(), new Places(file, extents), closing(file, stored));
            case Extent other ->
                new ReplyContent.Made(
                    stored.length(), out -> write(other, extents, out), closing(other, stored));
          };
      kept = !(content instanceof ReplyContent.Octets);
      return content;
    } finally {
      if (!kept) {
        close(null, stored);
      }
    }
  }

  /** The places of content that begins in a file. */
  private static final class Places implements ReplyContent.Slices {
    private final Extents rest;
    private @Nullable Extent first;

    Places(Extent first, Extents rest) {
      this.first = first;
      this.rest = rest;
    }

    @Override
    public ReplyContent.@Nullable Slice next() {
      Extent next = first == null ? rest.next() : first;
      first = null;
      return switch (next) {
        case null -> null;
        case Extent.OfOctets(ByteBuffer octets) -> new ReplyContent.OctetSlice(octets);
        case Extent.OfFile file ->
            new ReplyContent.FileSlice(file.channel(), file.position(), file.length(), file::close);
      };
    }
  }

  private static byte[] octets(Extent.OfOctets extent) {
    ByteBuffer all = extent.octets().duplicate();
    byte[] octets = new byte[all.remaining()];
    all.get(octets);
    return octets;
  }

  private static Closeable closing(Extent first, S3Body.Stored stored) {
    return () -> close(first, stored);
  }

  private static void close(@Nullable Extent first, S3Body.Stored stored) {
    try (AutoCloseable held = stored.held();
        Extents extents = stored.extents()) {
      assert held != null && extents != null;
      if (first != null) {
        first.close();
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("what an object's content was held by cannot be closed", e);
    }
  }

  private static void write(Extent first, Extents rest, OutputStream out) throws IOException {
    write(first, out);
    for (Extent next = rest.next(); next != null; next = rest.next()) {
      try (Extent extent = next) {
        write(extent, out);
      }
    }
  }

  private static void write(Extent extent, OutputStream out) throws IOException {
    byte[] piece = new byte[Math.clamp(extent.length(), 1, PIECE_BYTES)];
    switch (extent) {
      case Extent.OfOctets(ByteBuffer octets) -> {
        ByteBuffer left = octets.duplicate();
        while (left.hasRemaining()) {
          int n = Math.min(piece.length, left.remaining());
          left.get(piece, 0, n);
          out.write(piece, 0, n);
        }
      }
      case Extent.OfFile(FileChannel channel, long position, long length) -> {
        for (long done = 0; done < length; ) {
          int most = (int) Math.min(piece.length, length - done);
          int n = channel.read(ByteBuffer.wrap(piece, 0, most), position + done);
          if (n <= 0) {
            throw new EOFException("a content's file is shorter than its row says");
          }
          out.write(piece, 0, n);
          done += n;
        }
      }
    }
  }
}
