package dev.skerry.control.api;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * The content of one call while it comes, in memory that grows with what has come, and not with
 * what was announced. One thread at a time.
 */
final class ReceivedContent {
  private static final byte[] NONE = {};

  /** So much is believed without having come; most content is less, and so never copied. */
  private static final int BELIEVED_BYTES = 64 * 1024;

  private static final int FIRST_BYTES = 4 * 1024;

  private final Uploads uploads;
  private final InetAddress peer;
  private final long most;

  /** What was announced, -1 if nothing was. */
  private final long announced;

  private byte[] octets = NONE;
  private int size;
  private boolean whole;

  /** How it went to take a piece. */
  enum Taken {
    YES,
    TOO_LARGE,
    NO_MEMORY
  }

  ReceivedContent(Uploads uploads, InetAddress peer, long most, long announced) {
    this.uploads = uploads;
    this.peer = peer;
    this.most = most;
    this.announced = announced;
  }

  /** Takes a piece, which stays the caller's to release. */
  Taken take(ByteBuf piece) {
    int length = piece.readableBytes();
    if (length > most - size) {
      return Taken.TOO_LARGE;
    }
    if (length > octets.length - size && !grow(size + length)) {
      return Taken.NO_MEMORY;
    }
    piece.readBytes(octets, size, length);
    size += length;
    return Taken.YES;
  }

  private boolean grow(int needed) {
    long wanted = Math.max(needed, octets.length == 0 ? FIRST_BYTES : 2L * octets.length);
    if (announced >= needed) {
      wanted = announced <= BELIEVED_BYTES ? announced : Math.min(wanted, announced);
    }
    int length = (int) Math.min(wanted, most);
    if (!uploads.take(peer, length - octets.length)) {
      return false;
    }
    octets = Arrays.copyOf(octets, length);
    return true;
  }

  /** How much has come, in bytes. */
  int size() {
    return size;
  }

  /** All has come: what it holds is the call's now, and no more its peer's. */
  void end() {
    whole = true;
    uploads.end(peer, octets.length);
  }

  /** All of it; it holds no more than that from now on. */
  byte[] all() {
    int spare = octets.length - size;
    if (spare > 0) {
      octets = Arrays.copyOf(octets, size);
      uploads.budget().give(spare);
    }
    return octets;
  }

  /** Gives the memory back; to be called once, when nobody reads it any more. */
  void release() {
    if (!whole) {
      uploads.end(peer, octets.length);
    }
    uploads.budget().give(octets.length);
    octets = NONE;
    size = 0;
  }
}
