package dev.skerry.loadtest.tables;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.loadtest.calls.PeerServer;
import dev.skerry.loadtest.terminal.Stop;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Scans one segment of the table to its end: page after page, each as large as the server makes it,
 * on a connection of its own.
 */
final class Sweep implements Callable<Sweep> {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int PATIENCE_MILLIS = 60_000;

  private final PeerServer server;
  private final Signer signer;
  private final int segment;
  private final int segments;
  private final Histogram pages = new Histogram(3);
  private long firstMicros;
  private long items;

  Sweep(PeerServer server, int segment, int segments) throws IOException {
    this.server = server;
    this.signer =
        new Signer("127.0.0.1:" + server.address().getPort(), server.key(), Instant.now());
    this.segment = segment;
    this.segments = segments;
  }

  /** How many items there were. */
  long items() {
    return items;
  }

  /** How long the first page took, of which a server that has just started learns the way. */
  long firstMicros() {
    return firstMicros;
  }

  /** How long the others took, in microseconds. */
  Histogram pages() {
    return pages;
  }

  @Override
  public Sweep call() throws IOException {
    try (Socket socket = new Socket()) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(server.address(), PATIENCE_MILLIS);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      String next = "";
      while (next != null) {
        byte[] request = signer.request("Scan", body(next));
        long sent = System.nanoTime();
        socket.getOutputStream().write(request);
        byte[] page = content(in);
        long micros = (System.nanoTime() - sent) / 1000;
        if (firstMicros == 0) {
          firstMicros = micros;
        } else {
          pages.recordValue(micros);
        }
        next = look(page);
      }
    }
    return this;
  }

  private String body(String start) {
    return """
    {"TableName":"%s","TotalSegments":%d,"Segment":%d%s}\
    """
        .formatted(
            Operation.TABLE,
            segments,
            segment,
            start.isEmpty() ? "" : ",\"ExclusiveStartKey\":" + start);
  }

  /** Counts the items of a page; returns the key behind which the next one starts. */
  private @Nullable String look(byte[] page) {
    String last = null;
    try (JsonParser parser = JSON.createParser(page)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "ScannedCount" -> items += parser.getIntValue();
          case "LastEvaluatedKey" -> last = String.valueOf(parser.<JsonNode>readValueAsTree());
          default -> parser.skipChildren();
        }
      }
    }
    return last;
  }

  private static byte[] content(InputStream in) throws IOException {
    String status = line(in);
    int length = 0;
    for (String field = line(in); !field.isEmpty(); field = line(in)) {
      if (field.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(field.substring(15).strip());
      }
    }
    byte[] content = in.readNBytes(length);
    if (!status.contains(" 200 ")) {
      throw Stop.failed(status + ": " + new String(content, UTF_8));
    }
    return content;
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw Stop.failed("the server closed the connection");
      }
      line.write(octet);
    }
    return line.toString(US_ASCII).stripTrailing();
  }
}
