package dev.skerry.loadtest.site;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends and takes content of any length.
 *
 * <p>{@code GET /sized/N} and {@code GET /chunked/N} send N bytes; a query is the response's
 * Cache-Control. {@code PUT /taken} answers with the content's length and checksum; {@code PUT
 * /held} does so too, but reads nothing before {@link #release}.
 */
final class BulkOrigin implements HttpHandler {
  private final AtomicLong sent = new AtomicLong();
  private final CountDownLatch released = new CountDownLatch(1);

  /** Bytes of content given to the network so far. */
  long sent() {
    return sent.get();
  }

  /** Lets the uploads that are held go on. */
  void release() {
    released.countDown();
  }

  /** What is answered to an upload of content of this length. */
  static String receipt(long length) {
    return length + " " + BulkContent.checksum(length);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("PUT")) {
      take(exchange);
    } else {
      send(exchange);
    }
  }

  private void send(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().split("/", -1);
    long length = Long.parseLong(path[2]);
    String cacheControl = exchange.getRequestURI().getQuery();
    exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
    exchange
        .getResponseHeaders()
        .set("Cache-Control", cacheControl == null ? "no-store" : cacheControl);
    exchange.sendResponseHeaders(200, path[1].equals("chunked") ? 0 : length);
    try (OutputStream out = exchange.getResponseBody()) {
      new BulkContent().writeTo(out, length, sent);
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    if (exchange.getRequestURI().getPath().equals("/held")) {
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("the origin stops", e);
      }
    }
    AtomicLong length = new AtomicLong();
    long sum = BulkContent.read(exchange.getRequestBody(), Long.MAX_VALUE, length);
    byte[] receipt = (length + " " + sum).getBytes(StandardCharsets.US_ASCII);
    exchange.sendResponseHeaders(200, receipt.length);
    exchange.getResponseBody().write(receipt);
  }
}
