package dev.skerry.loadtest.site;

import dev.skerry.loadtest.harness.RecordingOrigin;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * A WebSocket server (RFC 6455) of one script: it greets, sends every message back, answers pings,
 * and returns the close frame.
 */
final class WebSocketOrigin {
  private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  static final String GREETING = "who is there?";

  private WebSocketOrigin() {}

  static RecordingOrigin start() {
    return RecordingOrigin.start(
        (request, in, out) -> {
          if (!request.field("upgrade").equals(List.of("websocket"))) {
            out.write(bytes("HTTP/1.1 426 Upgrade Required\r\nContent-Length: 0\r\n\r\n"));
            return;
          }
          String key = request.field("sec-websocket-key").getFirst();
          out.write(
              bytes(
                  "HTTP/1.1 101 Switching Protocols\r\n"
                      + "Upgrade: websocket\r\n"
                      + "Connection: upgrade\r\n"
                      + "Sec-WebSocket-Accept: "
                      + accept(key)
                      + "\r\n\r\n"));
          send(out, 0x81, GREETING.getBytes(StandardCharsets.UTF_8));
          converse(new DataInputStream(in), out);
          throw new EOFException("the conversation is over");
        });
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String accept(String key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-1").digest(bytes(key + ACCEPT_SUFFIX));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static void converse(DataInputStream in, OutputStream out) throws IOException {
    while (true) {
      int first = in.readUnsignedByte();
      byte[] content = content(in);
      int opcode = first & 0x0f;
      switch (opcode) {
        case 0x0, 0x1, 0x2 -> send(out, first, content);
        case 0x8 -> {
          send(out, 0x88, content);
          return;
        }
        case 0x9 -> send(out, 0x8a, content);
        default -> throw new IOException("a frame with opcode " + opcode);
      }
    }
  }

  private static byte[] content(DataInputStream in) throws IOException {
    int second = in.readUnsignedByte();
    if ((second & 0x80) == 0) {
      throw new IOException("a client's frame without a mask");
    }
    long length =
        switch (second & 0x7f) {
          case 126 -> in.readUnsignedShort();
          case 127 -> in.readLong();
          default -> second & 0x7f;
        };
    byte[] mask = in.readNBytes(4);
    byte[] content = in.readNBytes(Math.toIntExact(length));
    for (int i = 0; i < content.length; i++) {
      content[i] ^= mask[i & 3];
    }
    return content;
  }

  private static void send(OutputStream out, int first, byte[] content) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(content.length + 10).put((byte) first);
    if (content.length < 126) {
      frame.put((byte) content.length);
    } else if (content.length < 0x10000) {
      frame.put((byte) 126).putShort((short) content.length);
    } else {
      frame.put((byte) 127).putLong(content.length);
    }
    frame.put(content);
    out.write(frame.array(), 0, frame.position());
  }
}
