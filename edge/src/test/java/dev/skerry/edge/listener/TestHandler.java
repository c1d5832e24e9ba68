package dev.skerry.edge.listener;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.flow.RequestHandler;
import dev.skerry.edge.flow.ViewerEvents;
import dev.skerry.edge.flow.ViewerStream;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultFileRegion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Answers by path, and remembers what it was asked and told. */
final class TestHandler implements RequestHandler {
  final ConcurrentLinkedQueue<Request> requests = new ConcurrentLinkedQueue<>();
  final ConcurrentLinkedQueue<TestExchange> exchanges = new ConcurrentLinkedQueue<>();
  final AtomicInteger gone = new AtomicInteger();
  final AtomicInteger failed = new AtomicInteger();

  /** How many regions of files were written. */
  final AtomicInteger regions = new AtomicInteger();

  private static final int DIGITS_BYTES = 500_000;
  private static final Path DIGITS = digits();

  private static Path digits() {
    try {
      Path file = Files.createTempFile("skerry-digits", null);
      file.toFile().deleteOnExit();
      return Files.writeString(file, "0123456789".repeat(DIGITS_BYTES / 10));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ViewerEvents begin(Request request, ViewerStream viewer) {
    requests.add(request.copy());
    TestExchange exchange = new TestExchange(request, viewer);
    exchanges.add(exchange);
    exchange.begin();
    return exchange;
  }

  TestExchange last() {
    TestExchange last = null;
    for (TestExchange exchange : exchanges) {
      last = exchange;
    }
    if (last == null) {
      throw new AssertionError("no exchange has begun");
    }
    return last;
  }

  /** One exchange, whose path says what it does. */
  final class TestExchange implements ViewerEvents {
    final Request request;
    final ViewerStream viewer;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    volatile @Nullable Fields trailers;
    volatile boolean wasGone;

    /** Octets of the longest piece of content. */
    volatile int longest;

    private long unsent;

    TestExchange(Request request, ViewerStream viewer) {
      this.request = request;
      this.viewer = viewer;
    }

    void begin() {
      switch (request.path()) {
        case "/wait", "/hold" -> {
          if (request.path().equals("/wait")) {
            viewer.requestContent().resume();
          }
        }
        case "/early" -> respond(403, "no");
        case "/echo" -> {
          Fields fields = new Fields();
          String length = request.fields().first(FieldNames.CONTENT_LENGTH);
          if (length != null) {
            fields.add(FieldNames.CONTENT_LENGTH, length);
          }
          viewer.head(new Response(200, fields), request.hasContent());
          viewer.flush();
          viewer.requestContent().resume();
        }
        case "/continue" -> {
          viewer.informational(new Response(100, new Fields()));
          viewer.requestContent().resume();
        }
        case "/hints" -> {
          viewer.informational(new Response(103, Fields.of("link", "</a.css>; rel=preload")));
          respond(200, "hinted");
        }
        case "/large" -> {
          unsent = Long.parseLong(String.valueOf(request.query()));
          viewer.head(
              new Response(200, Fields.of(FieldNames.CONTENT_LENGTH, Long.toString(unsent))), true);
          writable();
        }
        case "/file" -> {
          unsent = Long.parseLong(String.valueOf(request.query()));
          viewer.head(
              new Response(200, Fields.of(FieldNames.CONTENT_LENGTH, Long.toString(unsent))), true);
          sendFile();
        }
        case "/open" -> {
          viewer.head(new Response(200, new Fields()), true);
          viewer.data(buffer("one "));
          viewer.data(buffer("two"));
          viewer.end(Fields.of("x-checksum", "12"));
          viewer.flush();
        }
        case "/tunnel" -> {
          viewer.head(new Response(101, Fields.of(FieldNames.UPGRADE, "websocket")), true);
          viewer.flush();
          viewer.requestContent().resume();
        }
        case "/broken" -> throw new IllegalStateException("broken on purpose");
        case "/short" -> {
          viewer.head(new Response(200, Fields.of(FieldNames.CONTENT_LENGTH, "10")), true);
          viewer.data(buffer("short"));
          viewer.end(Fields.EMPTY);
          viewer.flush();
        }
        default -> {
          if (request.hasContent()) {
            viewer.requestContent().resume();
          } else {
            respond(200, "hello " + request.target());
          }
        }
      }
    }

    void respond(int status, String content) {
      boolean head = request.method().equals("HEAD");
      viewer.head(
          new Response(
              status,
              Fields.of(
                  FieldNames.CONTENT_TYPE,
                  "text/plain",
                  FieldNames.CONTENT_LENGTH,
                  Integer.toString(content.length()))),
          !head);
      if (!head) {
        viewer.data(buffer(content));
        viewer.end(Fields.EMPTY);
      }
      viewer.flush();
    }

    /** What came so far. */
    String received() {
      return received.toString(ISO_8859_1);
    }

    @Override
    public void data(ByteBuf content) {
      if (request.path().equals("/echo") || request.path().equals("/tunnel")) {
        viewer.data(content);
        viewer.flush();
      } else if (request.path().equals("/sip")) {
        longest = Math.max(longest, content.readableBytes());
        content.release();
        viewer.requestContent().pause();
        viewer.loop().execute(viewer.requestContent()::resume);
      } else {
        received.writeBytes(ByteBufUtil.getBytes(content));
        content.release();
      }
    }

    @Override
    public void end(Fields section) {
      trailers = section;
      switch (request.path()) {
        case "/echo", "/tunnel" -> {
          viewer.end(section);
          viewer.flush();
        }
        case "/wait", "/early", "/large" -> {}
        default -> respond(200, "got " + received());
      }
    }

    @Override
    public void fail(ProxyError error) {
      failed.incrementAndGet();
    }

    /** As much as the viewer takes of a file that holds the digits again and again. */
    private void sendFile() {
      while (unsent > 0 && viewer.isWritable()) {
        int length = (int) Math.min(unsent, DIGITS_BYTES);
        unsent -= length;
        regions.incrementAndGet();
        viewer.file(new DefaultFileRegion(DIGITS.toFile(), 0, length));
        if (unsent == 0) {
          viewer.end(Fields.EMPTY);
        }
      }
      viewer.flush();
    }

    @Override
    public void writable() {
      if (request.path().equals("/file")) {
        sendFile();
        return;
      }
      while (unsent > 0 && viewer.isWritable()) {
        int length = (int) Math.min(unsent, 16 * 1024);
        unsent -= length;
        viewer.data(Unpooled.wrappedBuffer(new byte[length]));
        if (unsent == 0) {
          viewer.end(Fields.EMPTY);
        }
      }
      viewer.flush();
    }

    @Override
    public void gone() {
      wasGone = true;
      gone.incrementAndGet();
    }
  }

  static ByteBuf buffer(String text) {
    return Unpooled.copiedBuffer(text, ISO_8859_1);
  }
}
