package dev.skerry.loadtest.hostile;

import dev.skerry.loadtest.harness.RawConnection;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * An HTTP/2 connection with prior knowledge (RFC 9113 §3.3) on which a test writes any frame it
 * wants.
 *
 * <p>It never reads by itself, and counts neither windows nor states.
 */
final class Http2Viewer implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int PRIORITY = 2;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;

  static final int END_STREAM = 0x1;
  static final int ACK = 0x1;
  static final int END_HEADERS = 0x4;

  private final RawConnection connection;
  private final DataInputStream in;

  private Http2Viewer(RawConnection connection) {
    this.connection = connection;
    this.in = new DataInputStream(connection.in());
  }

  static Http2Viewer open(URI edge) throws IOException {
    RawConnection connection = RawConnection.open(edge).patience(Duration.ofSeconds(10));
    connection.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    Http2Viewer viewer = new Http2Viewer(connection);
    viewer.send(SETTINGS, 0, 0, new byte[0]);
    return viewer;
  }

  static byte[] frame(int type, int flags, int stream, byte[] payload) {
    return ByteBuffer.allocate(9 + payload.length)
        .put((byte) (payload.length >> 16))
        .putShort((short) payload.length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  void send(int type, int flags, int stream, byte[] payload) throws IOException {
    connection.send(frame(type, flags, stream, payload));
  }

  /** Sends many frames in few writes. */
  void send(ByteArrayOutputStream frames) throws IOException {
    connection.send(frames.toByteArray());
  }

  /** The header block of a GET (RFC 7541 §6, nothing indexed, nothing Huffman-coded). */
  static byte[] get(String path, String... moreFields) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    field(block, ":method", "GET");
    field(block, ":scheme", "http");
    field(block, ":authority", "edge.test");
    field(block, ":path", path);
    for (int i = 0; i < moreFields.length; i += 2) {
      field(block, moreFields[i], moreFields[i + 1]);
    }
    return block.toByteArray();
  }

  /** A header block of exactly these fields: name, value, name, value. */
  static byte[] block(List<String> fields) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (int i = 0; i < fields.size(); i += 2) {
      field(block, fields.get(i), fields.get(i + 1));
    }
    return block.toByteArray();
  }

  private static void field(ByteArrayOutputStream block, String name, String value) {
    block.write(0);
    string(block, name);
    string(block, value);
  }

  private static void string(ByteArrayOutputStream block, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    if (bytes.length < 127) {
      block.write(bytes.length);
    } else {
      block.write(127);
      int rest = bytes.length - 127;
      for (; rest >= 128; rest >>= 7) {
        block.write((rest & 127) | 128);
      }
      block.write(rest);
    }
    block.writeBytes(bytes);
  }

  /** Reads the next frame. */
  Frame receive() throws IOException {
    int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
    int type = in.readUnsignedByte();
    int flags = in.readUnsignedByte();
    int stream = in.readInt() & Integer.MAX_VALUE;
    byte[] payload = in.readNBytes(length);
    if (payload.length < length) {
      throw new EOFException("end of stream in a frame");
    }
    return new Frame(type, flags, stream, ByteBuffer.wrap(payload).asReadOnlyBuffer());
  }

  /**
   * Reads up to the end of a stream: 0 for a response that ended, else the code of the RST_STREAM
   * or GOAWAY; -1 for a connection that ended without saying why.
   */
  int outcome(int stream) throws IOException {
    try {
      while (true) {
        Frame frame = receive();
        boolean ours = frame.stream() == stream;
        if (ours && frame.type() == RST_STREAM) {
          return frame.payload().getInt(0);
        }
        if (frame.type() == GOAWAY && frame.payload().getInt(4) != 0) {
          return frame.payload().getInt(4);
        }
        if (ours
            && (frame.type() == DATA || frame.type() == HEADERS)
            && (frame.flags() & END_STREAM) != 0) {
          return 0;
        }
      }
    } catch (EOFException | SocketException _) {
      return -1;
    }
  }

  /** Whether the edge ends the connection within the time. */
  boolean isClosedByPeer(Duration atMost) throws IOException {
    return connection.isClosedByPeer(atMost);
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }

  /** A frame as it came. */
  record Frame(int type, int flags, int stream, ByteBuffer payload) {}
}
