package dev.skerry.origin.objects.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.origin.objects.backing.BackingService;
import dev.skerry.origin.objects.backing.Patience;
import dev.skerry.origin.objects.content.BackingBucket;
import dev.skerry.origin.objects.content.Extent;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A Skerry's object store as a service of its own, over HTTP, with one bucket; and it fails when it
 * is told to.
 */
public final class ServedStore implements AutoCloseable {
  private static final String BUCKET = "backing";

  private final Path folder;
  private final S3UnderTest s3;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
  private final Semaphore hung = new Semaphore(0);
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Function<String, Failure> failing = _ -> Failure.NONE;

  /** How a request fails. */
  public enum Failure {
    /** It does not. */
    NONE,
    /** It is refused with 503. */
    REFUSED,
    /** The connection ends before it is carried out. */
    LOST,
    /** It is carried out, and the connection ends before it is answered. */
    UNANSWERED,
    /** The connection ends in the midst of the answer's content. */
    CUT,
    /** It is never answered, as long as the service is there. */
    HUNG,
    /** A range is answered with 200, as if it were all of the object. */
    WHOLE,
    /** A range is answered with a {@code Content-Range} that is another. */
    MISPLACED
  }

  /** A service in a folder, on a port that is free. */
  public ServedStore(Path folder) throws IOException {
    this.folder = folder;
    this.s3 = new S3UnderTest(folder);
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    var _ = s3.call(s3.owner, "PUT /" + BUCKET, "");
    Path key = folder.resolve("key");
    Files.writeString(
        key,
        "[default]\naws_access_key_id = %s\naws_secret_access_key = %s\n"
            .formatted(s3.owner.key().id(), s3.owner.key().secret()));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
  }

  /** Has requests fail from now on, by their method and target: {@code PUT /backing/key}. */
  public void fail(Function<String, Failure> how) {
    failing = how;
  }

  /** Its bucket, with the objects under a prefix. */
  public BackingService service(String prefix) {
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return BackingService.of(
        "s3://" + BUCKET + "/" + prefix, endpoint, "us-east-1", folder.resolve("key"));
  }

  /** A client of its bucket that finds out soon when it answers again. */
  public BackingBucket bucket(String prefix) {
    return bucket(prefix, Patience.USUAL.probing(Duration.ofMillis(10)));
  }

  /** A client of its bucket with a patience. */
  public BackingBucket bucket(String prefix, Patience patience) {
    return service(prefix).open(patience);
  }

  /** Nothing fails any more, and that client has found out. */
  public void recover(BackingBucket bucket) {
    failing = _ -> Failure.NONE;
    boolean answers = false;
    while (!answers) {
      try {
        answers = bucket.list("none", null).isEmpty();
      } catch (IOException e) {
        Thread.onSpinWait();
      }
    }
  }

  /** How many connections were used so far. */
  public int connections() {
    return connections.size();
  }

  /** Waits until so many requests hang at once. */
  public void awaitHung(int count) throws InterruptedException {
    hung.acquire(count);
    hung.release(count);
  }

  /** What is there: keys of contents under a prefix, and uploads that were not completed. */
  public List<String> contents(String prefix) {
    try (BackingBucket bucket = bucket(prefix)) {
      List<String> all = new ArrayList<>(bucket.list("content/", null));
      bucket.uploads("content/", null).uploads().forEach(upload -> all.add(upload.toString()));
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      connections.add(exchange.getRemoteAddress());
      URI target = exchange.getRequestURI();
      Failure failure = failing.apply(exchange.getRequestMethod() + " " + target);
      switch (failure) {
        case LOST -> {}
        case REFUSED -> exchange.sendResponseHeaders(503, -1);
        case HUNG -> {
          hung.release();
          closing.await();
        }
        default -> send(exchange, s3.answer(call(exchange)), failure);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static S3Call call(HttpExchange exchange) {
    URI target = exchange.getRequestURI();
    Fields fields = new Fields();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!name.equalsIgnoreCase("host")) {
                fields.add(name.toLowerCase(Locale.ROOT), String.join(",", values));
              }
            });
    String host = Objects.requireNonNull(exchange.getRequestHeaders().getFirst("Host"));
    Request head =
        new Request(
            exchange.getRequestMethod(),
            "http",
            host,
            target.getRawPath(),
            target.getRawQuery(),
            fields);
    String length = exchange.getRequestHeaders().getFirst("Content-Length");
    return new S3Call(
        head,
        exchange.getRequestBody(),
        length == null ? 0 : Long.parseLong(length),
        "127.0.0.1",
        _ -> true);
  }

  private static void send(HttpExchange exchange, S3Reply reply, Failure failure)
      throws IOException {
    reply.fields().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
    if (failure == Failure.MISPLACED) {
      exchange.getResponseHeaders().set("Content-Range", "bytes 1-2/3");
    }
    switch (reply.body()) {
      case S3Body.Untold(long length) -> {
        exchange.getResponseHeaders().set("Content-Length", Long.toString(length));
        respond(exchange, reply.status(), -1, failure);
      }
      case S3Body.Octets(byte[] octets) -> {
        OutputStream out =
            respond(exchange, reply.status(), octets.length == 0 ? -1 : octets.length, failure);
        if (out != null && octets.length > 0) {
          out.write(octets);
        }
      }
      case S3Body.Stored stored -> send(exchange, reply.status(), stored, failure);
    }
  }

  private static void send(HttpExchange exchange, int status, S3Body.Stored stored, Failure failure)
      throws IOException {
    try (AutoCloseable held = stored.held();
        var extents = stored.extents()) {
      assert held != null;
      OutputStream out = respond(exchange, status, stored.length(), failure);
      if (out == null) {
        return;
      }
      WritableByteChannel channel = Channels.newChannel(out);
      long most = failure == Failure.CUT ? stored.length() / 2 : stored.length();
      for (Extent next = extents.next(); next != null && most > 0; next = extents.next()) {
        try (Extent extent = next) {
          most -= write(extent, channel, most);
        }
      }
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static long write(Extent extent, WritableByteChannel out, long most) throws IOException {
    long count = Math.min(most, extent.length());
    switch (extent) {
      case Extent.OfFile file -> {
        ByteBuffer octets = ByteBuffer.allocate((int) count);
        file.channel().read(octets, file.position());
        out.write(octets.flip());
      }
      case Extent.OfOctets(ByteBuffer octets) ->
          out.write(octets.slice(octets.position(), (int) count));
    }
    return count;
  }

  /** Null where the connection is to end now. */
  private static @Nullable OutputStream respond(
      HttpExchange exchange, int status, long length, Failure failure) throws IOException {
    if (failure == Failure.UNANSWERED) {
      return null;
    }
    exchange.sendResponseHeaders(failure == Failure.WHOLE ? 200 : status, length);
    return exchange.getResponseBody();
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.close();
    s3.close();
  }
}
