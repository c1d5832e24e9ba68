package dev.skerry.edge.codec;

import dev.skerry.http.Fields;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Takes the content of one message after another out of an HTTP/1.1 connection (RFC 9112 §6, §7),
 * piece by piece as it comes.
 *
 * <p>Use: {@link #begin}, then {@link #next} until {@link #isComplete}, then {@link #trailers}.
 */
public final class ContentParser {
  private enum State {
    COMPLETE,
    COUNTED,
    UNTIL_CLOSE,
    CHUNK_SIZE,
    CHUNK_DATA,
    CHUNK_END,
    TRAILERS
  }

  private final LineReader lines = new LineReader(false);
  private final ChunkLine chunkLine;
  private final int maxChunkLine;
  private final FieldSection section;

  private State state = State.COMPLETE;

  /** What is still to come of the content or of the chunk. */
  private long remaining;

  /** How much more content is allowed. */
  private long allowed;

  private Fields trailers = Fields.EMPTY;

  /**
   * Makes a parser for one connection.
   *
   * @param limits of the trailer section and of chunk extensions
   * @param lenient whether white space may follow a chunk size, as a client may hold of a response
   */
  public ContentParser(HeadLimits limits, boolean lenient) {
    this.chunkLine = new ChunkLine(lenient, limits.extensionBytes());
    this.maxChunkLine = limits.extensionBytes() + ChunkLine.MAX_SIZE_DIGITS + 1;
    this.section = FieldSection.trailer(lenient, limits);
  }

  /**
   * Begins the content of a message.
   *
   * @param framing a {@link Framing}
   * @param maxBytes of content; what is longer is {@link Flaw#CONTENT_TOO_LARGE}
   */
  public void begin(long framing, long maxBytes) {
    trailers = Fields.EMPTY;
    allowed = maxBytes;
    if (framing == Framing.CHUNKED) {
      state = State.CHUNK_SIZE;
      chunkLine.reset();
    } else if (framing == Framing.UNTIL_CLOSE) {
      state = State.UNTIL_CLOSE;
    } else {
      count(framing);
      remaining = framing;
      state = framing == 0 ? State.COMPLETE : State.COUNTED;
    }
  }

  /**
   * The next piece of content, which the caller must release; null if more octets are needed or the
   * content is complete.
   *
   * @throws FlawedMessageException if the content is malformed or too large; close the connection
   */
  public @Nullable ByteBuf next(ByteBuf in) {
    while (true) {
      switch (state) {
        case COMPLETE -> {
          return null;
        }
        case COUNTED, CHUNK_DATA -> {
          return in.isReadable() ? counted(in) : null;
        }
        case UNTIL_CLOSE -> {
          if (!in.isReadable()) {
            return null;
          }
          count(in.readableBytes());
          return in.readRetainedSlice(in.readableBytes());
        }
        case CHUNK_SIZE -> {
          if (!chunkSize(in)) {
            return null;
          }
        }
        case CHUNK_END -> {
          if (!chunkEnd(in)) {
            return null;
          }
        }
        case TRAILERS -> {
          if (!trailerLine(in)) {
            return null;
          }
        }
      }
    }
  }

  /** Whether the content has come to its end. */
  public boolean isComplete() {
    return state == State.COMPLETE;
  }

  /** Whether the content is complete if the peer closes the connection now. */
  public boolean isCompleteAtClose() {
    return state == State.COMPLETE || state == State.UNTIL_CLOSE;
  }

  /** The trailer section of the content that is complete; empty where there is none. */
  public Fields trailers() {
    return trailers;
  }

  private ByteBuf counted(ByteBuf in) {
    int length = (int) Math.min(remaining, in.readableBytes());
    remaining -= length;
    if (remaining == 0) {
      state = state == State.COUNTED ? State.COMPLETE : State.CHUNK_END;
    }
    return in.readRetainedSlice(length);
  }

  private boolean chunkSize(ByteBuf in) {
    Scratch scratch = Scratch.ofThread();
    int length = lines.next(in, scratch, maxChunkLine, Flaw.CHUNK_EXTENSIONS_TOO_LARGE);
    if (length < 0) {
      return false;
    }
    remaining = chunkLine.parse(scratch.room(length), length);
    count(remaining);
    if (remaining == 0) {
      section.begin(0);
      state = State.TRAILERS;
    } else {
      state = State.CHUNK_DATA;
    }
    return true;
  }

  private boolean chunkEnd(ByteBuf in) {
    int readable = in.readableBytes();
    if ((readable > 0 && in.getByte(in.readerIndex()) != Octets.CR)
        || (readable > 1 && in.getByte(in.readerIndex() + 1) != Octets.LF)) {
      throw Flaw.MISSING_CHUNK_END.exception();
    }
    if (readable < 2) {
      return false;
    }
    in.skipBytes(2);
    state = State.CHUNK_SIZE;
    return true;
  }

  private boolean trailerLine(ByteBuf in) {
    Scratch scratch = Scratch.ofThread();
    int length = lines.next(in, scratch, section.room(), section.tooLarge());
    if (length < 0) {
      return false;
    }
    if (length > 0) {
      section.line(scratch.room(length), length);
      return true;
    }
    trailers = section.finish();
    state = State.COMPLETE;
    return true;
  }

  private void count(long bytes) {
    allowed -= bytes;
    if (allowed < 0) {
      throw Flaw.CONTENT_TOO_LARGE.exception();
    }
  }
}
