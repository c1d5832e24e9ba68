package dev.skerry.edge.listener;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** A viewer that writes and reads frames of HTTP/2 one by one, well-formed or not. */
final class RawHttp2 implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int PRIORITY = 2;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;

  static final int END_STREAM = 1;
  static final int ACK = 1;
  static final int END_HEADERS = 4;

  private final RawViewer viewer;
  private final DefaultHttp2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder();
  private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false);

  RawHttp2(RawViewer viewer) {
    this.viewer = viewer;
    viewer.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
  }

  /** A frame as it came; its fields if it is a HEADERS frame. */
  record Frame(int type, int flags, int stream, String text, Map<String, String> fields) {
    boolean is(int wanted) {
      return type == wanted;
    }

    boolean ends() {
      return (flags & END_STREAM) != 0;
    }

    int code() {
      int at = type == GOAWAY ? 4 : 0;
      return Unpooled.wrappedBuffer(text.getBytes(ISO_8859_1)).getInt(at);
    }
  }

  /** Begins with empty settings, and takes those of the edge whatever they are. */
  static RawHttp2 begin(RawViewer viewer) {
    return new RawHttp2(viewer)
        .frame(SETTINGS, 0, 0, new byte[0])
        .frame(SETTINGS, ACK, 0, new byte[0]);
  }

  RawHttp2 frame(int type, int flags, int stream, byte[] payload) {
    ByteBuf frame = Unpooled.buffer(9 + payload.length);
    frame.writeMedium(payload.length).writeByte(type).writeByte(flags).writeInt(stream);
    frame.writeBytes(payload);
    viewer.trySend(ByteBufUtil.getBytes(frame));
    return this;
  }

  /** Sends nothing more, and reads on. */
  void endOutput() throws IOException {
    viewer.socket.shutdownOutput();
  }

  RawHttp2 headers(int stream, boolean end, String... namesAndValues) {
    return frame(HEADERS, END_HEADERS | (end ? END_STREAM : 0), stream, block(namesAndValues));
  }

  RawHttp2 get(int stream, String path) {
    return headers(stream, true, request("GET", path));
  }

  RawHttp2 post(int stream, String path) {
    return headers(stream, false, request("POST", path));
  }

  RawHttp2 data(int stream, boolean end, String content) {
    return frame(DATA, end ? END_STREAM : 0, stream, content.getBytes(ISO_8859_1));
  }

  RawHttp2 window(int stream, int increment) {
    return frame(
        WINDOW_UPDATE, 0, stream, ByteBufUtil.getBytes(Unpooled.buffer().writeInt(increment)));
  }

  static String[] request(String method, String path) {
    return new String[] {
      ":method", method, ":scheme", "http", ":authority", "example.com", ":path", path
    };
  }

  /** A field block, in this order. */
  byte[] block(String... namesAndValues) {
    ByteBuf block = Unpooled.buffer();
    try {
      for (int i = 0; i < namesAndValues.length; i += 2) {
        // One by one, as a collection would bring pseudo-header fields to the front.
        Http2Headers one = new DefaultHttp2Headers(false);
        one.add(namesAndValues[i], namesAndValues[i + 1]);
        encoder.encodeHeaders(1, one, block);
      }
      return ByteBufUtil.getBytes(block);
    } catch (Http2Exception e) {
      throw new AssertionError(e);
    } finally {
      block.release();
    }
  }

  /** The next frame, whatever it is. */
  Frame next() {
    ByteBuf head = Unpooled.copiedBuffer(viewer.read(9), ISO_8859_1);
    int length = head.readUnsignedMedium();
    int type = head.readByte();
    int flags = head.readByte();
    int stream = head.readInt();
    head.release();
    String payload = viewer.read(length);
    Map<String, String> fields = type == HEADERS ? fields(payload.getBytes(ISO_8859_1)) : Map.of();
    return new Frame(type, flags, stream, payload, fields);
  }

  /** The next frame of that kind; others are skipped. */
  Frame next(Predicate<Frame> wanted) {
    for (Frame frame = next(); ; frame = next()) {
      if (wanted.test(frame)) {
        return frame;
      }
    }
  }

  Frame next(int type) {
    return next(frame -> frame.is(type));
  }

  /** Status and content of the response on a stream, as {@code 200 text}. */
  String answer(int stream) {
    Frame head = next(frame -> frame.is(HEADERS) && frame.stream() == stream);
    StringBuilder answer = new StringBuilder(head.fields().getOrDefault(":status", "?"));
    boolean ended = head.ends();
    while (!ended) {
      Frame frame = next(f -> f.stream() == stream && (f.is(DATA) || f.is(HEADERS)));
      answer.append(frame.is(DATA) ? ' ' + frame.text() : " " + frame.fields());
      ended = frame.ends();
    }
    return answer.toString();
  }

  boolean isClosed() {
    return viewer.isClosed();
  }

  @Override
  public void close() {
    viewer.close();
  }

  private Map<String, String> fields(byte[] payload) {
    try {
      Map<String, String> fields = new LinkedHashMap<>();
      for (Map.Entry<CharSequence, CharSequence> line :
          decoder.decodeHeaders(1, Unpooled.wrappedBuffer(payload))) {
        fields.put(line.getKey().toString(), line.getValue().toString());
      }
      return fields;
    } catch (Http2Exception e) {
      throw new AssertionError(e);
    }
  }
}
