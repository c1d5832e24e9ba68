package dev.skerry.control.api;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** A service whose calls read their content as it comes, and reply in every way that there is. */
final class StreamService implements Service {
  static final long CONTENT_MAX = 64L << 20;

  /** What calls to {@code /wait} wait for. */
  final CountDownLatch goOn = new CountDownLatch(1);

  /** What is between two slices of a file. */
  static final byte[] MIDDLE = "between".getBytes(US_ASCII);

  /** Files that are open. */
  final AtomicInteger opened = new AtomicInteger();

  /** Means of replies that were closed. */
  final AtomicInteger closed = new AtomicInteger();

  /** Octets that were made for replies. */
  final AtomicLong made = new AtomicLong();

  /** Calls whose content was lost. */
  final AtomicInteger lost = new AtomicInteger();

  private final Path file;

  /** Sends slices of a file. */
  StreamService(Path file) {
    this.file = file;
  }

  @Override
  public long contentBytesMax() {
    return CONTENT_MAX;
  }

  @Override
  public boolean streams() {
    return true;
  }

  @Override
  public Reply answer(Call call) throws IOException {
    String path = call.head().path();
    switch (path) {
      case "/wait" -> await();
      case "/denied" -> {
        return text(403, "denied");
      }
      default -> {}
    }
    if (path.startsWith("/file")) {
      return new Reply(200, new Fields(), inTwoHalves());
    }
    if (path.startsWith("/made/")) {
      long length = Long.parseLong(path.substring("/made/".length()));
      return made(length, length);
    }
    if (path.startsWith("/broken/")) {
      long length = Long.parseLong(path.substring("/broken/".length()));
      return made(length, length / 2);
    }
    return text(200, read(call));
  }

  /** The second half of the file, some octets, and its first half, each opened when asked for. */
  private ReplyContent.InFiles inTwoHalves() throws IOException {
    long half = Files.size(file) / 2;
    Deque<Callable<ReplyContent.Slice>> rest = new ArrayDeque<>();
    rest.add(() -> slice(half, half));
    rest.add(() -> new ReplyContent.OctetSlice(ByteBuffer.wrap(MIDDLE)));
    rest.add(() -> slice(0, half));
    return new ReplyContent.InFiles(
        2 * half + MIDDLE.length,
        () -> {
          try {
            return rest.isEmpty() ? null : rest.remove().call();
          } catch (Exception e) {
            throw new IOException(e);
          }
        },
        closed::incrementAndGet);
  }

  private ReplyContent.Slice slice(long offset, long length) throws IOException {
    FileChannel channel = FileChannel.open(file);
    opened.incrementAndGet();
    return new ReplyContent.FileSlice(
        channel,
        offset,
        length,
        () -> {
          channel.close();
          opened.decrementAndGet();
        });
  }

  private Reply made(long length, long until) {
    return new Reply(
        200,
        new Fields(),
        new ReplyContent.Made(length, out -> make(out, until, length), closed::incrementAndGet));
  }

  private void make(OutputStream out, long until, long length) throws IOException {
    byte[] piece = new byte[10_000];
    for (long done = 0; done < until; ) {
      int n = (int) Math.min(piece.length, until - done);
      out.write(piece, 0, n);
      done += n;
      made.addAndGet(n);
    }
    if (until < length) {
      throw new IOException("as the test wants it");
    }
  }

  /** Length, checksum and trailers of the content. */
  private String read(Call call) throws IOException {
    CRC32C checksum = new CRC32C();
    byte[] piece = new byte[50_000];
    long length = 0;
    try {
      for (int n = 0; n >= 0; n = call.content().read(piece, 0, piece.length)) {
        checksum.update(piece, 0, n);
        length += n;
      }
    } catch (LostContentException e) {
      lost.incrementAndGet();
      throw e;
    }
    @Nullable String trailer = call.content().trailers().first("x-end");
    return length + " " + Long.toHexString(checksum.getValue()) + " " + trailer;
  }

  private void await() throws IOException {
    try {
      if (!goOn.await(20, TimeUnit.SECONDS)) {
        throw new IOException("nobody let it go on");
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public Reply refuse(Request head, Obstacle why) {
    return text(500, why.name());
  }

  private static Reply text(int status, String text) {
    return new Reply(status, new Fields(), text.getBytes(US_ASCII));
  }
}
