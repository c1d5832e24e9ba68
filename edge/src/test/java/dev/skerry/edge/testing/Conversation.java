package dev.skerry.edge.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One connection as a {@link ScriptedOrigin}'s script sees it; text is one char per octet. */
public final class Conversation {
  private final Socket socket;
  private final Socket transport;
  private final int number;
  private final List<String> received;
  private final InputStream in;
  private final OutputStream out;

  Conversation(Socket socket, Socket transport, int number, List<String> received)
      throws IOException {
    this.socket = socket;
    this.transport = transport;
    this.number = number;
    this.received = received;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  /** Which connection of the origin this is, from 0. */
  public int number() {
    return number;
  }

  /** The socket, TLS included where it is spoken. */
  public Socket socket() {
    return socket;
  }

  /** Reads one request head up to and with its empty line and records it; null at the end. */
  public @Nullable String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    while (!endsWithEmptyLine(head)) {
      int octet = in.read();
      if (octet < 0) {
        return null;
      }
      head.append((char) octet);
    }
    received.add(head.toString());
    return head.toString();
  }

  /** Reads one line without its line end. */
  public String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      int octet = in.read();
      if (octet < 0) {
        throw new EOFException("expected a line, got the end after \"" + line + '"');
      }
      if (octet == '\n') {
        return line.toString().stripTrailing();
      }
      line.append((char) octet);
    }
  }

  /** Reads exactly that many octets. */
  public String read(int length) throws IOException {
    byte[] octets = in.readNBytes(length);
    if (octets.length < length) {
      throw new EOFException("expected " + length + " octets, got " + octets.length);
    }
    return new String(octets, StandardCharsets.ISO_8859_1);
  }

  /** Reads one octet; -1 at the end. */
  public int readOctet() throws IOException {
    return in.read();
  }

  /**
   * Reads the content that a request head announces, unchunked; trailers are recorded as a head.
   */
  public String readContent(String head) throws IOException {
    String lower = head.toLowerCase(Locale.ROOT);
    if (lower.contains("\r\ntransfer-encoding: chunked\r\n")) {
      return readChunked();
    }
    int at = lower.indexOf("\r\ncontent-length: ");
    if (at < 0) {
      return "";
    }
    int from = at + "\r\ncontent-length: ".length();
    return read(Integer.parseInt(lower.substring(from, lower.indexOf('\r', from))));
  }

  /** Reads until the peer closes its direction. */
  public String readToEnd() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** Reads until the peer closes its direction, and records it as one piece. */
  public String readRest() throws IOException {
    String rest = readToEnd();
    received.add(rest);
    return rest;
  }

  public Conversation send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public Conversation send(byte[] octets) throws IOException {
    out.write(octets);
    out.flush();
    return this;
  }

  /** Closes the sending direction only. */
  public void shutdownOutput() throws IOException {
    socket.shutdownOutput();
  }

  /**
   * Ends the sending direction of the transport itself, beneath TLS and without its closing alert.
   */
  public void cut() throws IOException {
    transport.shutdownOutput();
  }

  /** Closes the connection without a farewell: the peer sees a reset. */
  public void reset() {
    ScriptedOrigin.abort(transport);
  }

  private String readChunked() throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    while (true) {
      int length = Integer.parseInt(readLine(), 16);
      if (length == 0) {
        break;
      }
      content.write(read(length).getBytes(StandardCharsets.ISO_8859_1));
      readLine();
    }
    StringBuilder trailers = new StringBuilder();
    for (String line = readLine(); !line.isEmpty(); line = readLine()) {
      trailers.append(line).append("\r\n");
    }
    if (!trailers.isEmpty()) {
      received.add(trailers.toString());
    }
    return content.toString(StandardCharsets.ISO_8859_1);
  }

  private static boolean endsWithEmptyLine(StringBuilder head) {
    int length = head.length();
    return length >= 4
        && head.charAt(length - 1) == '\n'
        && head.charAt(length - 2) == '\r'
        && head.charAt(length - 3) == '\n'
        && head.charAt(length - 4) == '\r';
  }
}
