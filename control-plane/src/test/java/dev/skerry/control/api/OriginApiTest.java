package dev.skerry.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.control.api.EchoPort.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls on their way through the port. */
class OriginApiTest {
  private EchoPort port;
  private OriginApi api;

  @BeforeEach
  void open() throws IOException {
    port = new EchoPort();
    api = port.api;
  }

  @AfterEach
  void close() throws InterruptedException {
    port.close();
  }

  @Test
  void contentComesBackFromAVirtualThread() throws Exception {
    try (Wire wire = port.connect()) {
      wire.post("/", 5).send("hello");
      assertThat(wire.read()).startsWith("200").contains("x-thread: true").endsWith("hello");
      wire.send("POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n");
      wire.send("3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n");
      assertThat(wire.read()).startsWith("200").endsWith("abcdefg");
    }
  }

  @Test
  void pipelinedCallsAreAnsweredInTheirOrder() throws Exception {
    try (Wire wire = port.connect()) {
      wire.send("POST /wait HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\n\r\n1");
      wire.send("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\n\r\n2");
      port.goOn.countDown();
      assertThat(wire.read()).endsWith("1");
      assertThat(wire.read()).endsWith("2");
    }
  }

  @Test
  void contentThatIsHeldBackIsAskedFor() throws Exception {
    try (Wire wire = port.connect()) {
      wire.send("POST / HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: 2\r\n\r\n");
      assertThat(wire.line()).isEqualTo("HTTP/1.1 100 Continue");
      assertThat(wire.line()).isEmpty();
      wire.send("ok");
      assertThat(wire.read()).startsWith("200").endsWith("ok");
    }
  }

  @Test
  void contentThatIsTooLongIsRefusedBeforeItComes() throws Exception {
    try (Wire wire = port.connect()) {
      wire.post("/", EchoPort.CONTENT_MAX + 1);
      assertThat(wire.read()).startsWith("413").endsWith("TOO_LARGE");
    }
  }

  @Test
  void contentThatTurnsOutTooLongIsRefused() throws Exception {
    try (Wire wire = port.connect()) {
      wire.send("POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n");
      wire.send("30d41\r\n" + "x".repeat(EchoPort.CONTENT_MAX + 1));
      assertThat(wire.read()).startsWith("413").endsWith("TOO_LARGE");
    }
  }

  @Test
  void moreCallsThanMayBeUnderWayAreRefused() throws Exception {
    try (Wire first = port.connect();
        Wire second = port.connect();
        Wire third = port.connect()) {
      first.post("/wait", 1).send("1");
      second.post("/wait", 1).send("2");
      while (api.calls() < EchoPort.CALLS) {
        Thread.onSpinWait();
      }
      third.post("/", 1).send("3");
      assertThat(third.read()).startsWith("503").endsWith("BUSY");
      port.goOn.countDown();
      assertThat(first.read()).endsWith("1");
      assertThat(second.read()).endsWith("2");
    }
  }

  @Test
  void aCallThatFailsIsAnsweredAndItsPlaceIsFreeAgain() throws Exception {
    try (Wire wire = port.connect()) {
      for (int i = 0; i <= EchoPort.CALLS; i++) {
        wire.post("/fail", 1).send("x");
        assertThat(wire.read()).startsWith("500").endsWith("FAILED");
      }
      wire.post("/deep", 1).send("x");
      assertThat(wire.read()).startsWith("500").endsWith("FAILED");
    }
  }

  @Test
  void aCallUnderWayIsAnsweredWhileThePortDrains() throws Exception {
    try (Wire wire = port.connect()) {
      wire.post("/wait", 1).send("x");
      while (api.calls() == 0) {
        Thread.onSpinWait();
      }
      CompletableFuture<Boolean> drained = port.listener.drain(Duration.ofSeconds(20));
      assertThat(drained).isNotDone();
      port.goOn.countDown();
      assertThat(wire.read()).startsWith("200").contains("connection: close").endsWith("x");
      assertThat(wire.ended()).isTrue();
      assertThat(drained.get(20, TimeUnit.SECONDS)).isTrue();
    }
  }
}
