package dev.skerry.control.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.config.Limits;
import dev.skerry.edge.config.ListenerSettings;
import dev.skerry.edge.config.ListenerSettings.HostPort;
import dev.skerry.edge.config.ListenerSettings.TlsVersion;
import dev.skerry.edge.listener.Listener;
import dev.skerry.edge.listener.ListenerCounters;
import dev.skerry.edge.listener.ListenerObserver;
import dev.skerry.edge.listener.Transport;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import io.netty.channel.EventLoopGroup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** A port to a service that does what a test wants, with a clock that the test sets. */
final class EchoPort implements AutoCloseable {
  static final int CONTENT_MAX = 200_000;
  static final int ALL_CONTENT = 400_000;
  static final int CALLS = 2;

  final CountDownLatch goOn = new CountDownLatch(1);
  final AtomicLong nanos = new AtomicLong();
  final OriginApi api;
  final Listener listener;
  final EventLoopGroup loops = Transport.NIO.newEventLoops(1, false);

  /** Answers with the content; waits at {@code /wait}, throws at {@code /fail}. */
  private final class Echo implements Service {
    @Override
    public long contentBytesMax() {
      return CONTENT_MAX;
    }

    @Override
    public Reply answer(Call call) {
      switch (call.head().path()) {
        case "/wait", "/wait/long" -> await();
        case "/fail" -> throw new IllegalStateException("as the test wants it");
        case "/deep" -> answer(call);
        default -> {}
      }
      byte[] content =
          call.head().path().endsWith("/long") ? new byte[8 << 20] : call.content().whole().clone();
      return new Reply(
          200, Fields.of("x-thread", Thread.currentThread().isVirtual() + ""), content);
    }

    private void await() {
      try {
        assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public Reply refuse(Request head, Obstacle why) {
      int status =
          switch (why) {
            case TOO_LARGE -> 413;
            case TOO_SLOW -> 408;
            case BUSY -> 503;
            case FAILED -> 500;
          };
      return new Reply(status, new Fields(), why.name().getBytes(US_ASCII));
    }
  }

  EchoPort() throws IOException {
    this(null, ALL_CONTENT);
  }

  /** A port to another service. */
  EchoPort(Service service) throws IOException {
    this(service, 64 << 20);
  }

  private EchoPort(@Nullable Service other, long memory) throws IOException {
    Service service = other == null ? new Echo() : other;
    api = new OriginApi(head -> service, new ApiLimits(CALLS, memory), nanos::get);
    ListenerSettings settings =
        new ListenerSettings(
            new HostPort("127.0.0.1", 0),
            null,
            ListenerSettings.Transport.NIO,
            ListenerSettings.EventLoops.ONE,
            true,
            List.of(),
            TlsVersion.TLS_1_2);
    listener =
        Listener.open(
            new Listener.Plan(
                Transport.NIO,
                loops,
                settings,
                () -> Limits.DEFAULT,
                api,
                null,
                new ListenerCounters(),
                ListenerObserver.NONE,
                InstantSource.system()));
  }

  Wire connect() throws IOException {
    return new Wire();
  }

  /** Waits until so much memory is taken for content. */
  void awaitContent(LongPredicate bytes) {
    while (!bytes.test(api.contentBytes())) {
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() throws InterruptedException {
    goOn.countDown();
    listener.close();
    assertThat(api.awaitIdle(Duration.ofSeconds(20))).isTrue();
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    assertThat(api.contentBytes()).isZero();
  }

  /** A connection of octets. */
  final class Wire implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    private Wire() throws IOException {
      InetSocketAddress address = Objects.requireNonNull(listener.httpAddress());
      socket = new Socket(address.getAddress(), address.getPort());
      socket.setSoTimeout(20_000);
      in = socket.getInputStream();
    }

    Wire post(String path, int length) throws IOException {
      return send(
          "POST %s HTTP/1.1\r\nhost: a\r\ncontent-length: %d\r\n\r\n".formatted(path, length));
    }

    Wire send(String octets) throws IOException {
      socket.getOutputStream().write(octets.getBytes(US_ASCII));
      return this;
    }

    /** Status, fields and content of the next answer, which has a length. */
    String read() throws IOException {
      StringBuilder answer = new StringBuilder(line().substring("HTTP/1.1 ".length()));
      int length = 0;
      for (String line = line(); !line.isEmpty(); line = line()) {
        answer.append('\n').append(line);
        if (line.startsWith("content-length: ")) {
          length = Integer.parseInt(line.substring("content-length: ".length()));
        }
      }
      return answer.append('\n').append(new String(in.readNBytes(length), US_ASCII)).toString();
    }

    String line() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int octet = in.read(); octet != '\n'; octet = in.read()) {
        assertThat(octet).as("the connection ended").isNotNegative();
        line.write(octet);
      }
      return line.toString(US_ASCII).strip();
    }

    boolean ended() throws IOException {
      return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
