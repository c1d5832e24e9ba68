package dev.skerry.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.control.api.EchoPort.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What calls hold in memory, and for how long, however slow their clients are. */
class ContentMemoryTest {
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
  void whatOneAddressSendsSlowlyLeavesHalfOfTheMemoryToOthers() throws Exception {
    try (Wire first = port.connect();
        Wire second = port.connect()) {
      first.post("/", EchoPort.CONTENT_MAX).send("x".repeat(EchoPort.CONTENT_MAX - 1));
      port.awaitContent(bytes -> bytes == EchoPort.CONTENT_MAX);
      second.post("/", EchoPort.CONTENT_MAX).send("x".repeat(EchoPort.CONTENT_MAX));
      assertThat(second.read()).startsWith("503").endsWith("BUSY");
      first.send("x");
      assertThat(first.read()).startsWith("200");
    }
  }

  @Test
  void contentThatHasComeIsNoMoreChargedToItsAddress() throws Exception {
    try (Wire first = port.connect();
        Wire second = port.connect()) {
      first.post("/wait", 100_000).send("x".repeat(100_000));
      while (api.calls() == 0) {
        Thread.onSpinWait();
      }
      second.post("/", 150_000).send("x".repeat(150_000));
      assertThat(second.read()).startsWith("200");
      port.goOn.countDown();
      assertThat(first.read()).startsWith("200");
    }
  }

  @Test
  void contentThatComesTooSlowlyIsGivenUpWithItsMemory() throws Exception {
    try (Wire slow = port.connect()) {
      slow.post("/", EchoPort.CONTENT_MAX).send("x".repeat(1_000));
      port.awaitContent(bytes -> bytes > 0);
      port.nanos.addAndGet(Duration.ofSeconds(11).toNanos());
      slow.send("y");
      assertThat(slow.read()).startsWith("408").endsWith("TOO_SLOW");
      assertThat(api.contentBytes()).isZero();
    }
  }

  @Test
  void contentThatComesSlowlyButSteadilyIsTaken() throws Exception {
    int second = 16 << 10;
    try (Wire slow = port.connect()) {
      slow.post("/", EchoPort.CONTENT_MAX);
      int sent = 0;
      for (; sent + second <= EchoPort.CONTENT_MAX; sent += second) {
        int all = sent + second;
        slow.send("x".repeat(second));
        port.awaitContent(bytes -> bytes >= all);
        port.nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      }
      slow.send("x".repeat(EchoPort.CONTENT_MAX - sent));
      assertThat(slow.read()).startsWith("200");
    }
  }

  @Test
  void memoryIsTakenForWhatComesAndNotForWhatIsAnnounced() throws Exception {
    try (Wire wire = port.connect()) {
      wire.post("/", EchoPort.CONTENT_MAX).send("x");
      while (api.contentBytes() == 0) {
        Thread.onSpinWait();
      }
      assertThat(api.contentBytes()).isLessThan(EchoPort.CONTENT_MAX / 10);
    }
    while (api.contentBytes() > 0) {
      Thread.onSpinWait(); // it is given back when the client is seen to be gone
    }
  }

  @Test
  void aLongReplyWaitsForASlowClientAndCountsUntilItIsSent() throws Exception {
    try (Wire wire = port.connect()) {
      wire.post("/long", 0);
      while (api.contentBytes() == 0) {
        Thread.onSpinWait();
      }
      try (Wire other = port.connect()) {
        other.post("/", 1).send("x");
        assertThat(other.read()).startsWith("503");
      }
      assertThat(wire.read()).hasSizeGreaterThan(8 << 20);
      assertThat(api.contentBytes()).isZero();
    }
  }

  @Test
  void aReplyCountsWhileItWaitsForItsEventLoop() throws Exception {
    CountDownLatch free = new CountDownLatch(1);
    try (Wire wire = port.connect()) {
      wire.post("/wait/long", 0);
      while (api.calls() == 0) {
        Thread.onSpinWait();
      }
      assertThat(api.contentBytes()).isZero();
      port.loops.submit(() -> free.await(20, TimeUnit.SECONDS));
      port.goOn.countDown();
      port.awaitContent(bytes -> bytes == 8 << 20);
      free.countDown();
      assertThat(wire.read()).hasSizeGreaterThan(8 << 20);
    }
  }

  @Test
  void aClientThatLeavesALongReplyGivesItsMemoryBack() throws Exception {
    try (Wire wire = port.connect()) {
      wire.post("/long", 0);
      while (api.contentBytes() == 0) {
        Thread.onSpinWait();
      }
    }
    while (api.contentBytes() > 0) {
      Thread.onSpinWait();
    }
  }
}
