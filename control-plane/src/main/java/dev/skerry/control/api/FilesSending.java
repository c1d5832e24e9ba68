package dev.skerry.control.api;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.flow.ViewerStream;
import dev.skerry.http.Fields;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Slices of files on their way to a client, by the system's own copying from file to socket. Of
 * many slices two are open: the one that is sent, and the one after it, which a thread opens
 * meanwhile.
 */
final class FilesSending implements Sending {
  private static final Logger log = LoggerFactory.getLogger(FilesSending.class);

  /** So much is given to the socket at once, lest one client occupy the event loop. */
  private static final int PIECE_BYTES = 1 << 20;

  private final ReplyContent.InFiles content;
  private final ViewerStream viewer;
  private final Runnable whenEnded;

  /** What is sent; null while that is being opened. */
  private @Nullable OpenSlice current;

  private long sentOfCurrent;
  private @Nullable OpenSlice following;

  /** Octets of slices that are not open. */
  private long unopened;

  private boolean opening;
  private boolean ended;

  /**
   * Opens the first slice; on the call's thread.
   *
   * @param whenEnded runs once, on any thread, when all that was held for content is given back
   */
  FilesSending(ReplyContent.InFiles content, ViewerStream viewer, Runnable whenEnded)
      throws IOException {
    this.content = content;
    this.viewer = viewer;
    this.whenEnded = whenEnded;
    ReplyContent.Slice first = content.slices().next();
    if (first == null) {
      throw new IOException("content of " + content.length() + " bytes is in no place");
    }
    this.current = new OpenSlice(first);
    this.unopened = content.length() - first.length();
  }

  @Override
  public boolean send(ViewerStream to) {
    while (!ended && hasCurrent()) {
      OpenSlice slice = current;
      if (slice != null) {
        long length = Math.min(PIECE_BYTES, slice.length() - sentOfCurrent);
        slice.send(to, sentOfCurrent, length);
        sentOfCurrent += length;
      }
      if (unopened > 0 && following == null && !opening) {
        open();
      }
      if (!to.isWritable()) {
        break;
      }
    }
    to.flush();
    return ended;
  }

  /** Moves on to the next slice where one is sent; ends where all are. */
  private boolean hasCurrent() {
    OpenSlice slice = current;
    if (slice != null && sentOfCurrent == slice.length()) {
      slice.leave();
      current = following;
      following = null;
      sentOfCurrent = 0;
    }
    if (current == null && unopened == 0) {
      end();
      viewer.end(Fields.EMPTY);
    }
    return current != null;
  }

  private void open() {
    opening = true;
    Thread.startVirtualThread(
        () -> {
          ReplyContent.Slice next = null;
          try {
            next = content.slices().next();
          } catch (IOException | RuntimeException e) {
            log.error("the content of a reply cannot be read", e);
          }
          ReplyContent.Slice found = next;
          try {
            viewer.loop().execute(() -> opened(found));
          } catch (RejectedExecutionException e) {
            // The program has stopped, and the connection with it.
            close(found == null ? content.files() : found);
          }
        });
  }

  private void opened(ReplyContent.@Nullable Slice slice) {
    opening = false;
    if (ended) {
      closeAll(slice);
    } else if (slice == null) {
      end();
      viewer.fail(ProxyError.of(ProxyError.Type.PROXY_INTERNAL_ERROR, null));
    } else {
      unopened -= slice.length();
      OpenSlice next = new OpenSlice(slice);
      if (current == null) {
        current = next;
        sentOfCurrent = 0;
        if (viewer.isWritable()) {
          boolean _ = send(viewer);
        }
      } else {
        following = next;
      }
    }
  }

  /** Gives back what is held; what is being opened, when it is. */
  private void end() {
    ended = true;
    OpenSlice sent = current;
    OpenSlice next = following;
    current = null;
    following = null;
    if (sent != null) {
      sent.leave();
    }
    if (next != null) {
      next.leave();
    }
    if (!opening) {
      closeAll(null);
    }
  }

  /** To close the last user of a deleted file frees its blocks, which may take a while. */
  private void closeAll(ReplyContent.@Nullable Slice unsent) {
    Thread.startVirtualThread(
        () -> {
          if (unsent != null) {
            close(unsent);
          }
          close(content.files());
          whenEnded.run();
        });
  }

  @Override
  public void release() {
    if (!ended) {
      end();
    }
  }

  static void close(Closeable files) {
    try {
      files.close();
    } catch (IOException | RuntimeException e) {
      log.warn("what a reply was made of could not be closed", e);
    }
  }
}
