package dev.skerry.loadtest.generator;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads responses of HTTP/1.1 to GET, one after the other: just what a viewer needs who wants to
 * know where each ends. Not for anything that must be safe from its peer.
 */
public final class AnswerReader {
  /** Who wants to see the content; the buffer is the reader's. */
  public interface Content {
    /** A part of the content that begins at this offset of it. */
    void content(ByteBuf bytes, long offset);
  }

  private enum State {
    STATUS_LINE,
    FIELDS,
    BYTES,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILERS,
    UNTIL_CLOSE
  }

  private static final long UNKNOWN = -1;

  private final Content content;
  private State state = State.STATUS_LINE;
  private int status;
  private long remaining;
  private long length;
  private boolean chunked;
  private boolean close;

  public AnswerReader(Content content) {
    this.content = content;
  }

  public int status() {
    return status;
  }

  /** Bytes of content so far. */
  long length() {
    return length;
  }

  boolean connectionStays() {
    return !close && state != State.UNTIL_CLOSE;
  }

  boolean endsWithConnection() {
    return state == State.UNTIL_CLOSE;
  }

  /** Begins with the next response. */
  public void next() {
    state = State.STATUS_LINE;
    length = 0;
  }

  /**
   * Reads what is there; true when a response is complete, and then the rest is the next one's.
   *
   * @throws IllegalArgumentException if this is not HTTP/1.1
   */
  public boolean read(ByteBuf in) {
    while (in.isReadable()) {
      switch (state) {
        case BYTES -> {
          take(in);
          if (remaining == 0) {
            return true;
          }
        }
        case CHUNK -> {
          take(in);
          if (remaining == 0) {
            state = State.CHUNK_END;
          }
        }
        case UNTIL_CLOSE -> {
          remaining = Long.MAX_VALUE;
          take(in);
        }
        case STATUS_LINE, FIELDS, CHUNK_SIZE, CHUNK_END, TRAILERS -> {
          int lineFeed = in.forEachByte(ByteProcessor.FIND_LF);
          if (lineFeed < 0) {
            return false;
          }
          int start = in.readerIndex();
          in.readerIndex(lineFeed + 1);
          int end = lineFeed > start && in.getByte(lineFeed - 1) == '\r' ? lineFeed - 1 : lineFeed;
          if (line(in, start, end - start)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private void take(ByteBuf in) {
    int count = (int) Math.min(remaining, in.readableBytes());
    content.content(in.slice(in.readerIndex(), count), length);
    in.skipBytes(count);
    remaining -= count;
    length += count;
  }

  /** One line without its end; true when it completes the response. */
  private boolean line(ByteBuf in, int start, int size) {
    switch (state) {
      case STATUS_LINE -> statusLine(in, start, size);
      case FIELDS -> {
        if (size == 0) {
          return headEnds();
        }
        field(in, start, size);
      }
      case CHUNK_SIZE -> {
        String text = in.toString(start, size, StandardCharsets.US_ASCII);
        int end = text.indexOf(';');
        remaining = Long.parseLong((end < 0 ? text : text.substring(0, end)).strip(), 16);
        state = remaining == 0 ? State.TRAILERS : State.CHUNK;
      }
      case CHUNK_END -> state = State.CHUNK_SIZE;
      case TRAILERS -> {
        return size == 0;
      }
      case BYTES, CHUNK, UNTIL_CLOSE -> throw new IllegalStateException(state.name());
    }
    return false;
  }

  private void statusLine(ByteBuf in, int start, int size) {
    if (size < 12 || in.getByte(start) != 'H' || in.getByte(start + 4) != '/') {
      throw new IllegalArgumentException("no status line");
    }
    status =
        (in.getByte(start + 9) - '0') * 100
            + (in.getByte(start + 10) - '0') * 10
            + (in.getByte(start + 11) - '0');
    remaining = UNKNOWN;
    chunked = false;
    close = false;
    state = State.FIELDS;
  }

  /** Only three fields matter; they are told by their first letter and length before any text. */
  private void field(ByteBuf in, int start, int size) {
    int first = in.getByte(start) | 0x20;
    if (first != 'c' && first != 't') {
      return;
    }
    int colon = in.indexOf(start, start + size, (byte) ':') - start;
    if (colon != "content-length".length()
        && colon != "connection".length()
        && colon != "transfer-encoding".length()) {
      return;
    }
    String name = in.toString(start, colon, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
    String value =
        in.toString(start + colon + 1, size - colon - 1, StandardCharsets.US_ASCII).strip();
    switch (name) {
      case "content-length" -> remaining = Long.parseLong(value);
      case "transfer-encoding" -> chunked = value.toLowerCase(Locale.ROOT).endsWith("chunked");
      case "connection" -> close = value.toLowerCase(Locale.ROOT).contains("close");
      default -> {
        // of the same length as one of these
      }
    }
  }

  private boolean headEnds() {
    if (status < 200) {
      state = State.STATUS_LINE;
      return false;
    }
    if (status == 204 || status == 304) {
      return true;
    }
    if (chunked) {
      state = State.CHUNK_SIZE;
    } else if (remaining == UNKNOWN) {
      state = State.UNTIL_CLOSE;
    } else {
      state = State.BYTES;
      return remaining == 0;
    }
    return false;
  }
}
