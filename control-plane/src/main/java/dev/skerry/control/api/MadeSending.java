package dev.skerry.control.api;

import dev.skerry.edge.flow.Buffers;
import dev.skerry.edge.flow.ViewerStream;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Content on its way to a client while a thread makes it: pieces, of which a few may be under way.
 * The stream is used by the thread that makes the content, the rest on the event loop.
 */
final class MadeSending extends OutputStream implements Sending {
  private static final int PIECE_BYTES = 64 << 10;
  private static final int PIECES = 4;

  /** A piece where there is no memory for more: each client has one at a time. */
  private static final int LEAST_BYTES = 4 << 10;

  private final ContentBudget budget;
  private final ViewerStream viewer;

  /** Pieces that may be made now. */
  private final Semaphore free = new Semaphore(PIECES);

  private volatile boolean gone;

  /** Pieces that were given to the client, and for which it has not asked for more. */
  private int taken;

  /** How much they hold. */
  private long takenBytes;

  /** Not yet given to the event loop. */
  private @Nullable ByteBuf piece;

  MadeSending(ContentBudget budget, ViewerStream viewer) {
    this.budget = budget;
    this.viewer = viewer;
  }

  @Override
  public void write(int octet) throws IOException {
    room().writeByte(octet);
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws IOException {
    for (int done = 0; done < length; ) {
      ByteBuf into = room();
      int n = Math.min(length - done, into.writableBytes());
      into.writeBytes(octets, offset + done, n);
      done += n;
    }
  }

  /** Writes a slice. */
  void write(ReplyContent.Slice slice) throws IOException {
    switch (slice) {
      case ReplyContent.FileSlice file -> write(file);
      case ReplyContent.OctetSlice(var octets) -> {
        byte[] copy = new byte[octets.remaining()];
        octets.duplicate().get(copy);
        write(copy, 0, copy.length);
      }
    }
  }

  private void write(ReplyContent.FileSlice slice) throws IOException {
    FileChannel file = slice.file();
    for (long done = 0; done < slice.length(); ) {
      ByteBuf into = room();
      int most = (int) Math.min(slice.length() - done, into.writableBytes());
      int n = into.writeBytes(file, slice.offset() + done, most);
      if (n <= 0) {
        throw new IOException("a file is shorter than what was to be sent of it");
      }
      done += n;
    }
  }

  private ByteBuf room() throws IOException {
    ByteBuf current = piece;
    if (current != null && current.isWritable()) {
      return current;
    }
    flush();
    acquire(1);
    int bytes = PIECE_BYTES;
    if (!budget.take(bytes)) {
      acquire(PIECES - 1);
      free.release(PIECES - 1);
      bytes = LEAST_BYTES;
      budget.require(bytes);
    }
    ByteBuf next = Buffers.ALLOCATOR.directBuffer(bytes, bytes);
    piece = next;
    return next;
  }

  private void acquire(int pieces) throws IOException {
    free.acquireUninterruptibly(pieces);
    if (gone) {
      throw new IOException("the client has gone");
    }
  }

  /** Gives what was written to the client. */
  @Override
  public void flush() {
    ByteBuf full = piece;
    if (full != null) {
      piece = null;
      try {
        viewer.loop().execute(() -> take(full));
      } catch (RejectedExecutionException e) {
        drop(full); // the program has stopped, and the connection with it
        gone = true;
      }
    }
  }

  /** Gives up what was written last; on the making thread, where it fails. */
  void abandon() {
    ByteBuf rest = piece;
    piece = null;
    if (rest != null) {
      drop(rest);
    }
  }

  private void drop(ByteBuf unsent) {
    int bytes = unsent.capacity();
    unsent.release();
    budget.give(bytes);
  }

  private void take(ByteBuf full) {
    if (gone) {
      drop(full);
      return;
    }
    taken++;
    takenBytes += full.capacity();
    viewer.data(full);
    boolean _ = send(viewer);
    viewer.flush();
  }

  @Override
  public boolean send(ViewerStream to) {
    if (to.isWritable()) {
      allow();
    }
    return false;
  }

  private void allow() {
    int more = taken;
    taken = 0;
    budget.give(takenBytes);
    takenBytes = 0;
    free.release(more);
  }

  @Override
  public void release() {
    gone = true;
    allow();
    free.release(PIECES);
  }

  /** Whether the client has gone. */
  boolean isGone() {
    return gone;
  }

  /** All is sent: nothing more is held. */
  void done() {
    allow();
  }
}
