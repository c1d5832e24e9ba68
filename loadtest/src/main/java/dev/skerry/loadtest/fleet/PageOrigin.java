package dev.skerry.loadtest.fleet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * An application whose pages are made of one item each: {@code /7} is what item 7 of the table was
 * set to last, for a day, with the item's tag.
 */
final class PageOrigin implements Closeable {
  private final AtomicLongArray values;
  private final HttpServer server;

  PageOrigin(int pages) throws IOException {
    values = new AtomicLongArray(pages);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  void set(int page, long value) {
    values.set(page, value);
  }

  private void answer(HttpExchange exchange) throws IOException {
    int page = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
    byte[] content = Long.toString(values.get(page)).getBytes(US_ASCII);
    exchange.getResponseHeaders().add("cache-control", "max-age=86400");
    exchange.getResponseHeaders().add("surrogate-key", "t:" + SmallFleet.TABLE + "/" + page);
    exchange.sendResponseHeaders(200, content.length);
    exchange.getResponseBody().write(content);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
