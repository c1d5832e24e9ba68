package dev.skerry.control.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.control.api.EchoPort.Wire;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Content that is read and replies that are made while they are on their way. */
class StreamingTest {
  private static final int LONG = 5 << 20;

  @TempDir Path folder;

  private final byte[] octets = new byte[LONG];
  private StreamService service;
  private EchoPort port;
  private OriginApi api;

  @BeforeEach
  void open() throws IOException {
    new Random(7).nextBytes(octets);
    for (int i = 0; i < octets.length; i++) {
      octets[i] = (byte) ('a' + (octets[i] & 15));
    }
    Path file = Files.write(folder.resolve("file"), octets);
    service = new StreamService(file);
    port = new EchoPort(service);
    api = port.api;
  }

  @AfterEach
  void close() throws InterruptedException {
    service.goOn.countDown();
    port.close();
  }

  @Test
  void contentIsReadAsItComes() throws Exception {
    try (Wire wire = port.connect()) {
      wire.post("/", LONG).send(new String(octets, US_ASCII));
      assertThat(wire.read()).startsWith("200").endsWith(told(octets, null));
      wire.post("/", 3).send("abc");
      assertThat(wire.read()).endsWith(told("abc".getBytes(US_ASCII), null));
      wire.post("/", 0);
      assertThat(wire.read()).endsWith("0 0 null");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 4_096, 65_536, 262_143, 262_144, 262_145, 1_000_000})
  void contentOfUnknownLengthHasItsTrailers(int length) throws Exception {
    try (Wire wire = port.connect()) {
      wire.send("POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n");
      for (int sent = 0; sent < length; ) {
        int n = Math.min(70_000, length - sent);
        wire.send(Integer.toHexString(n) + "\r\n")
            .send(new String(octets, sent, n, US_ASCII))
            .send("\r\n");
        sent += n;
      }
      wire.send("0\r\nx-end: here\r\n\r\n");
      byte[] all = Arrays.copyOf(octets, length);
      assertThat(wire.read()).startsWith("200").endsWith(told(all, "here"));
    }
  }

  @Test
  void contentThatIsNotReadStopsTheClientAndHoldsAWindowOnly() throws Exception {
    try (Wire wire = port.connect()) {
      wire.post("/wait", LONG);
      Thread sender = Thread.startVirtualThread(() -> send(wire, new String(octets, US_ASCII)));
      while (api.calls() == 0) {
        Thread.onSpinWait();
      }
      assertThat(api.contentBytes()).isLessThanOrEqualTo(2L * ReceivedContent.WINDOW_BYTES);
      service.goOn.countDown();
      assertThat(wire.read()).endsWith(told(octets, null));
      assertThat(api.contentBytes()).isZero();
      sender.join();
    }
  }

  @Test
  void contentThatIsHeldBackIsAskedForWhenItIsFirstRead() throws Exception {
    try (Wire wire = port.connect()) {
      wire.send("POST / HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: 3\r\n\r\n");
      assertThat(wire.line()).isEqualTo("HTTP/1.1 100 Continue");
      assertThat(wire.line()).isEmpty();
      wire.send("abc");
      assertThat(wire.read()).startsWith("200");
    }
  }

  @Test
  void whoExpectsToBeToldToGoOnIsToldSoAlsoWithNothingToSend() throws Exception {
    try (Wire wire = port.connect()) {
      for (String path : new String[] {"/", "/denied"}) {
        wire.send(
            "POST "
                + path
                + " HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\n"
                + "content-length: 0\r\n\r\n");
        assertThat(wire.line()).isEqualTo("HTTP/1.1 100 Continue");
        assertThat(wire.line()).isEmpty();
        assertThat(wire.read()).startsWith(path.equals("/") ? "200" : "403");
      }
    }
  }

  @Test
  void aRefusalComesWithoutAskingForContent() throws Exception {
    try (Wire wire = port.connect()) {
      wire.send(
          "POST /denied HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\n"
              + "content-length: 3000000\r\n\r\n");
      assertThat(wire.read()).startsWith("403").contains("connection: close").endsWith("denied");
      assertThat(wire.ended()).isTrue();
    }
  }

  @Test
  void contentThatNobodyReadsIsDroppedOrTheConnectionClosed() throws Exception {
    try (Wire wire = port.connect()) {
      wire.post("/denied", 100_000).send("x".repeat(100_000));
      assertThat(wire.read()).startsWith("403");
      wire.post("/", 1).send("x");
      assertThat(wire.read()).startsWith("200");
    }
    try (Wire wire = port.connect()) {
      wire.post("/denied", LONG).send("x");
      assertThat(wire.read()).startsWith("403");
      Thread sender = Thread.startVirtualThread(() -> send(wire, new String(octets, US_ASCII)));
      assertThat(wire.ended()).isTrue();
      wire.close();
      sender.join();
    }
  }

  @Test
  void aCallWhoseContentBreaksOffIsToldAndItsMemoryGivenBack() throws Exception {
    try (Wire wire = port.connect()) {
      wire.post("/", LONG).send("x".repeat(300_000));
      while (api.calls() == 0) {
        Thread.onSpinWait();
      }
    }
    while (service.lost.get() == 0 || api.contentBytes() > 0 || api.calls() > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void contentThatComesTooSlowlyEndsTheCall() throws Exception {
    try (Wire wire = port.connect()) {
      wire.post("/", LONG).send("x".repeat(1_000));
      port.awaitContent(bytes -> bytes > 0);
      port.nanos.addAndGet(Duration.ofSeconds(20).toNanos());
      wire.send("y");
      assertThat(wire.read()).startsWith("500").endsWith("TOO_SLOW");
    }
  }

  @Test
  void timeInWhichTheCallDoesNotReadIsNotTheClients() throws Exception {
    try (Wire wire = port.connect()) {
      wire.post("/wait", 300_000).send("x".repeat(200_000));
      while (api.calls() == 0) {
        Thread.onSpinWait();
      }
      port.nanos.addAndGet(Duration.ofHours(1).toNanos());
      service.goOn.countDown();
      wire.send("x".repeat(100_000));
      assertThat(wire.read()).startsWith("200").contains("300000 ");
    }
  }

  @Test
  void contentThatTurnsOutTooLongEndsTheCall() throws Exception {
    try (Wire wire = port.connect()) {
      wire.send("POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n");
      Thread sender =
          Thread.startVirtualThread(
              () -> {
                String piece = "100000\r\n" + "x".repeat(1 << 20) + "\r\n";
                for (int i = 0; i < 65; i++) {
                  send(wire, piece);
                }
              });
      assertThat(wire.read()).startsWith("500").endsWith("TOO_LARGE");
      wire.close();
      sender.join();
    }
  }

  @Test
  void slicesOfAFileComeInTheirOrderAndTheFileIsClosedOnce() throws Exception {
    try (Wire wire = port.connect()) {
      wire.post("/file", 0);
      String both = wire.read();
      String text = new String(octets, US_ASCII);
      assertThat(both)
          .startsWith("200")
          .endsWith("\n" + text.substring(LONG / 2) + "between" + text.substring(0, LONG / 2));
      awaitClosed(1);
      while (service.opened.get() > 0) {
        Thread.onSpinWait();
      }
      wire.send("HEAD /file HTTP/1.1\r\nhost: a\r\n\r\n");
      assertThat(wire.line()).startsWith("HTTP/1.1 200");
      assertThat(wire.line() + wire.line()).contains("content-length: " + (LONG + 7));
      awaitClosed(2);
    }
  }

  @Test
  void aClientThatLeavesWithinAFileHasItClosed() throws Exception {
    try (Wire wire = port.connect()) {
      wire.post("/file", 0);
      assertThat(wire.line()).startsWith("HTTP/1.1 200");
    }
    awaitClosed(1);
    while (service.opened.get() > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void clientsThatTakeTheirTimeHoldNoPlaceAndNoMemoryOfCalls() throws Exception {
    List<Wire> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 3 * EchoPort.CALLS; i++) {
        Wire wire = port.connect();
        slow.add(wire);
        wire.post("/made/" + (300L << 20), 0);
        assertThat(wire.line()).startsWith("HTTP/1.1 200");
      }
      try (Wire wire = port.connect()) {
        wire.post("/", 3).send("abc");
        assertThat(wire.read()).startsWith("200");
      }
      assertThat(api.calls()).isLessThanOrEqualTo(1);
    } finally {
      for (Wire wire : slow) {
        wire.close();
      }
    }
    awaitClosed(3 * EchoPort.CALLS);
    while (api.contentBytes() > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void asManyRepliesAreSentAtOnceAsThereArePlacesFor() throws Exception {
    List<Wire> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 4 * EchoPort.CALLS; i++) {
        Wire wire = port.connect();
        slow.add(wire);
        wire.post("/made/" + (300L << 20), 0);
        assertThat(wire.line()).startsWith("HTTP/1.1 200");
      }
      try (Wire wire = port.connect()) {
        wire.post("/made/1", 0);
        assertThat(wire.read()).startsWith("500").endsWith("BUSY");
        wire.post("/file", 0);
        assertThat(wire.read()).startsWith("500").endsWith("BUSY");
      }
    } finally {
      for (Wire wire : slow) {
        wire.close();
      }
    }
  }

  @Test
  void contentIsMadeAtThePaceOfTheClient() throws Exception {
    long length = 300L << 20;
    try (Wire wire = port.connect()) {
      wire.post("/made/" + length, 0);
      assertThat(wire.line()).startsWith("HTTP/1.1 200");
      assertThat(api.contentBytes()).isLessThanOrEqualTo(8L * (64 << 10));
      assertThat(service.made.get()).isLessThan(length);
    }
    awaitClosed(1);
    while (api.calls() > 0) {
      Thread.onSpinWait();
    }
    assertThat(service.made.get()).isLessThan(length);
  }

  @Test
  void madeContentComesWholeAndTheConnectionGoesOn() throws Exception {
    try (Wire wire = port.connect()) {
      for (int length : new int[] {1, 65_536, LONG, 0}) {
        wire.post("/made/" + length, 0);
        assertThat(wire.read()).startsWith("200").endsWith("\n" + "\0".repeat(length));
      }
      awaitClosed(4);
    }
  }

  @Test
  void contentThatCannotBeMadeBreaksOff() throws Exception {
    try (Wire wire = port.connect()) {
      wire.post("/broken/" + LONG, 0);
      int read = 0;
      assertThat(wire.line()).startsWith("HTTP/1.1 200");
      try {
        while (!wire.ended()) {
          read++;
        }
      } catch (SocketTimeoutException e) {
        throw e;
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("reset");
      }
      assertThat(read).isLessThan(LONG);
      awaitClosed(1);
    }
  }

  @Test
  void allOfItGoesOverHttp2AsWell() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not installed");
    Path answer = folder.resolve("answer");
    int portNumber = Objects.requireNonNull(port.listener.httpAddress()).getPort();
    String url = "http://127.0.0.1:" + portNumber;
    curl(answer, "--data-binary", "@" + folder.resolve("file"), url + "/");
    assertThat(Files.readString(answer, ISO_8859_1)).isEqualTo(told(octets, null));
    curl(answer, url + "/file");
    String text = new String(octets, US_ASCII);
    assertThat(Files.readString(answer, ISO_8859_1))
        .isEqualTo(text.substring(LONG / 2) + "between" + text.substring(0, LONG / 2));
    curl(answer, url + "/made/" + LONG);
    assertThat(Files.size(answer)).isEqualTo(LONG);
    awaitClosed(2);
  }

  private static void curl(Path answer, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("curl", "-sS", "--http2-prior-knowledge", "-o", answer.toString()));
    command.addAll(List.of(arguments));
    Process curl = new ProcessBuilder(command).inheritIO().start();
    assertThat(curl.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(curl.exitValue()).isZero();
  }

  private void awaitClosed(int times) {
    while (service.closed.get() < times) {
      Thread.onSpinWait();
    }
    assertThat(service.closed.get()).isEqualTo(times);
  }

  private static void send(Wire wire, String text) {
    try {
      wire.send(text);
    } catch (IOException e) {
      // The other side has seen enough.
    }
  }

  private static String told(byte[] content, @Nullable String trailer) {
    CRC32C checksum = new CRC32C();
    checksum.update(content);
    return content.length + " " + Long.toHexString(checksum.getValue()) + " " + trailer;
  }
}
