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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls on their way through the port, to a service that does what a test wants. */
class OriginApiTest {
  private static final int CONTENT_MAX = 200_000;
  private static final int ALL_CONTENT = 300_000;
  private static final int CALLS = 2;

  private final EventLoopGroup loops = Transport.NIO.newEventLoops(1, false);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private OriginApi api;
  private Listener listener;

  /** Answers with the content; waits first at {@code /wait}, throws at {@code /fail}. */
  private final class Echo implements Service {
    @Override
    public long contentBytesMax() {
      return CONTENT_MAX;
    }

    @Override
    public Reply answer(Call call) {
      switch (call.head().path()) {
        case "/wait" -> await();
        case "/fail" -> throw new IllegalStateException("as the test wants it");
        case "/deep" -> answer(call);
        default -> {}
      }
      byte[] content =
          call.head().path().equals("/long") ? new byte[8 << 20] : call.content().clone();
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
            case BUSY -> 503;
            case FAILED -> 500;
          };
      return new Reply(status, new Fields(), why.name().getBytes(US_ASCII));
    }
  }

  @BeforeEach
  void open() throws IOException {
    Echo echo = new Echo();
    api = new OriginApi(head -> echo, new ApiLimits(CALLS, ALL_CONTENT));
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

  @AfterEach
  void close() throws InterruptedException {
    goOn.countDown();
    listener.close();
    assertThat(api.awaitIdle(Duration.ofSeconds(20))).isTrue();
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    assertThat(api.contentBytes()).isZero();
  }

  @Test
  void contentComesBackFromAVirtualThread() throws Exception {
    try (Wire wire = new Wire()) {
      wire.post("/", 5).send("hello");
      assertThat(wire.read()).startsWith("200").contains("x-thread: true").endsWith("hello");
      wire.send("POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n");
      wire.send("3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n");
      assertThat(wire.read()).startsWith("200").endsWith("abcdefg");
    }
  }

  @Test
  void pipelinedCallsAreAnsweredInTheirOrder() throws Exception {
    try (Wire wire = new Wire()) {
      wire.send("POST /wait HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\n\r\n1");
      wire.send("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\n\r\n2");
      goOn.countDown();
      assertThat(wire.read()).endsWith("1");
      assertThat(wire.read()).endsWith("2");
    }
  }

  @Test
  void contentThatIsHeldBackIsAskedFor() throws Exception {
    try (Wire wire = new Wire()) {
      wire.send("POST / HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: 2\r\n\r\n");
      assertThat(wire.line()).isEqualTo("HTTP/1.1 100 Continue");
      assertThat(wire.line()).isEmpty();
      wire.send("ok");
      assertThat(wire.read()).startsWith("200").endsWith("ok");
    }
  }

  @Test
  void contentThatIsTooLongIsRefusedBeforeItComes() throws Exception {
    try (Wire wire = new Wire()) {
      wire.post("/", CONTENT_MAX + 1);
      assertThat(wire.read()).startsWith("413").endsWith("TOO_LARGE");
    }
  }

  @Test
  void contentThatTurnsOutTooLongIsRefused() throws Exception {
    try (Wire wire = new Wire()) {
      wire.send("POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n");
      wire.send("30d41\r\n" + "x".repeat(CONTENT_MAX + 1));
      assertThat(wire.read()).startsWith("413").endsWith("TOO_LARGE");
    }
  }

  @Test
  void contentForWhichThereIsNoMemoryIsRefusedAndOthersAreNot() throws Exception {
    try (Wire first = new Wire();
        Wire second = new Wire()) {
      first.post("/", CONTENT_MAX).send("x".repeat(CONTENT_MAX - 1));
      while (api.contentBytes() < CONTENT_MAX) {
        Thread.onSpinWait();
      }
      second.post("/", CONTENT_MAX).send("x".repeat(CONTENT_MAX));
      assertThat(second.read()).startsWith("503").endsWith("BUSY");
      try (Wire third = new Wire()) {
        third.post("/", 5).send("small");
        assertThat(third.read()).startsWith("200").endsWith("small");
      }
      first.send("x");
      assertThat(first.read()).startsWith("200");
    }
  }

  @Test
  void memoryIsTakenForWhatComesAndNotForWhatIsAnnounced() throws Exception {
    try (Wire wire = new Wire()) {
      wire.post("/", CONTENT_MAX).send("x");
      while (api.contentBytes() == 0) {
        Thread.onSpinWait();
      }
      assertThat(api.contentBytes()).isLessThan(CONTENT_MAX / 10);
    }
    while (api.contentBytes() > 0) {
      Thread.onSpinWait(); // it is given back when the client is seen to be gone
    }
  }

  @Test
  void moreCallsThanMayBeUnderWayAreRefused() throws Exception {
    try (Wire first = new Wire();
        Wire second = new Wire();
        Wire third = new Wire()) {
      first.post("/wait", 1).send("1");
      second.post("/wait", 1).send("2");
      while (api.calls() < CALLS) {
        Thread.onSpinWait();
      }
      third.post("/", 1).send("3");
      assertThat(third.read()).startsWith("503").endsWith("BUSY");
      goOn.countDown();
      assertThat(first.read()).endsWith("1");
      assertThat(second.read()).endsWith("2");
    }
  }

  @Test
  void aCallThatFailsIsAnsweredAndItsPlaceIsFreeAgain() throws Exception {
    try (Wire wire = new Wire()) {
      for (int i = 0; i <= CALLS; i++) {
        wire.post("/fail", 1).send("x");
        assertThat(wire.read()).startsWith("500").endsWith("FAILED");
      }
      wire.post("/deep", 1).send("x");
      assertThat(wire.read()).startsWith("500").endsWith("FAILED");
    }
  }

  @Test
  void aCallUnderWayIsAnsweredWhileThePortDrains() throws Exception {
    try (Wire wire = new Wire()) {
      wire.post("/wait", 1).send("x");
      while (api.calls() == 0) {
        Thread.onSpinWait();
      }
      CompletableFuture<Boolean> drained = listener.drain(Duration.ofSeconds(20));
      assertThat(drained).isNotDone();
      goOn.countDown();
      assertThat(wire.read()).startsWith("200").contains("connection: close").endsWith("x");
      assertThat(wire.ended()).isTrue();
      assertThat(drained.get(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aLongReplyWaitsForASlowClientAndCountsUntilItIsSent() throws Exception {
    try (Wire wire = new Wire()) {
      wire.post("/long", 0);
      while (api.contentBytes() == 0) {
        Thread.onSpinWait();
      }
      try (Wire other = new Wire()) {
        other.post("/", 1).send("x");
        assertThat(other.read()).startsWith("503");
      }
      assertThat(wire.read()).hasSizeGreaterThan(8 << 20);
      assertThat(api.contentBytes()).isZero();
    }
  }

  @Test
  void aClientThatLeavesALongReplyGivesItsMemoryBack() throws Exception {
    try (Wire wire = new Wire()) {
      wire.post("/long", 0);
      while (api.contentBytes() == 0) {
        Thread.onSpinWait();
      }
    }
    while (api.contentBytes() > 0) {
      Thread.onSpinWait();
    }
  }

  /** A connection of octets. */
  private final class Wire implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    Wire() throws IOException {
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
