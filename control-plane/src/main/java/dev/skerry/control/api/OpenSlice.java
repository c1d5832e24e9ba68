package dev.skerry.control.api;

import dev.skerry.edge.flow.ViewerStream;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultFileRegion;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A slice of content that is being sent: closed when neither the sending nor a piece under way
 * needs it.
 */
final class OpenSlice {
  private final ReplyContent.Slice slice;
  private final long length;
  private final AtomicInteger users = new AtomicInteger(1);

  OpenSlice(ReplyContent.Slice slice) {
    this.slice = slice;
    this.length = slice.length();
  }

  long length() {
    return length;
  }

  /** Sends a part of it; on the event loop. */
  void send(ViewerStream viewer, long from, long count) {
    switch (slice) {
      case ReplyContent.FileSlice file -> viewer.file(new Piece(this, file, from, count));
      case ReplyContent.OctetSlice(var octets) ->
          viewer.data(Unpooled.wrappedBuffer(octets.slice((int) from, (int) count)));
    }
  }

  /** A piece of a file, which stays open when it is sent. */
  private static final class Piece extends DefaultFileRegion {
    private final OpenSlice slice;

    Piece(OpenSlice slice, ReplyContent.FileSlice of, long at, long length) {
      super(of.file(), of.offset() + at, length);
      this.slice = slice;
      slice.users.incrementAndGet();
    }

    @Override
    protected void deallocate() {
      slice.leave();
    }
  }

  /** Does not need it any more. Closing may take a while, so a thread does. */
  void leave() {
    if (users.decrementAndGet() == 0) {
      Thread.startVirtualThread(() -> FilesSending.close(slice));
    }
  }
}
