package dev.skerry.control.api;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** The content of a reply, whose length is known before it is sent. */
public sealed interface ReplyContent {
  /** How many octets it has. */
  long length();

  /** Octets that are there, and count as memory of calls until they are sent. */
  @SuppressWarnings("ArrayRecordComponent") // made once, sent once, never compared
  record Octets(byte[] octets) implements ReplyContent {
    @Override
    public long length() {
      return octets.length;
    }
  }

  /** Content that is not sent, as the answer to HEAD, but whose length is told. */
  record Untold(long length) implements ReplyContent {}

  /**
   * Content in files, which goes to the socket without passing through this process where it can.
   *
   * @param length of all slices together
   * @param files what the slices come from; closed once, on any thread, when all is sent or never
   *     will be, and no slice is being opened
   */
  record InFiles(long length, Slices slices, Closeable files) implements ReplyContent {}

  /** Slices in their order, each opened when its turn comes. Used by one thread at a time. */
  @FunctionalInterface
  interface Slices {
    /**
     * Opens the next one, which is the caller's to close; may block. The first one at once.
     *
     * @return null at the end
     * @throws IOException when it cannot be opened
     */
    @Nullable Slice next() throws IOException;
  }

  /** Octets of content that are in one place. */
  sealed interface Slice extends Closeable {
    /** How many; 1 or more. */
    long length();
  }

  /**
   * A part of a file, in bytes.
   *
   * @param means closed when it is not needed any more
   */
  record FileSlice(FileChannel file, long offset, long length, Closeable means) implements Slice {
    @Override
    public void close() throws IOException {
      means.close();
    }
  }

  /** Octets between those in files; few. */
  record OctetSlice(ByteBuffer octets) implements Slice {
    @Override
    public long length() {
      return octets.remaining();
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  /**
   * Content that is made while it is sent.
   *
   * @param maker makes so many octets
   * @param means closed once, on any thread, when all is made or never will be
   */
  record Made(long length, Maker maker, Closeable means) implements ReplyContent {}

  /** Makes content; on the call's thread, after the answer. */
  @FunctionalInterface
  interface Maker {
    /**
     * Writes all of it.
     *
     * @param out waits where the client is slow, and fails when it has gone
     * @throws IOException when it cannot be made: the client sees content that breaks off
     */
    void make(OutputStream out) throws IOException;
  }
}
