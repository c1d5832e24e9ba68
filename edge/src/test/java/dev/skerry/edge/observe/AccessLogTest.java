package dev.skerry.edge.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.edge.config.AccessLogSettings;
import dev.skerry.edge.config.AccessLogSettings.Format;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AccessLogTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void everyRecordOfManyThreadsIsWrittenOnceOrCountedAsDropped() throws Exception {
    Path file = folder.resolve("access.log");
    int threads = 4;
    int each = 20_000;
    AtomicLong taken = new AtomicLong();
    AccessLog log =
        AccessLog.open(new AccessLogSettings(Format.JSON, file.toString(), List.of(), 256));
    List<Thread> producers = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int first = t * each;
      producers.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int i = 0; i < each; i++) {
                      if (log.log(Exchanges.hit("/" + (first + i), null))) {
                        taken.incrementAndGet();
                      }
                    }
                  }));
    }
    for (Thread producer : producers) {
      producer.join();
    }
    log.close();

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize((int) taken.get()).doesNotHaveDuplicates();
    assertThat(log.dropped()).isEqualTo((long) threads * each - taken.get());
    assertThat(lines).allMatch(line -> line.startsWith("{\"time\"") && line.endsWith("}"));
  }

  @Test
  void aRecordIsWrittenSoonWithoutAnotherOne() throws Exception {
    Path file = folder.resolve("access.log");
    try (AccessLog log = open(file)) {
      for (int i = 1; i <= 3; i++) {
        int lines = i;
        assertThat(log.log(Exchanges.hit("/", null))).isTrue();
        await(() -> lines(file) == lines);
      }
    }
  }

  @Test
  void afterARenameReopenWritesToANewFile() throws Exception {
    Path file = folder.resolve("deep/er/access.log");
    Path old = folder.resolve("old.log");
    try (AccessLog log = open(file)) {
      log.log(Exchanges.hit("/1", null));
      await(() -> lines(file) == 1);
      Files.move(file, old);
      log.log(Exchanges.hit("/2", null));
      await(() -> lines(old) == 2);
      log.reopen();
      await(() -> Files.exists(file));
      log.log(Exchanges.hit("/3", null));
    }
    assertThat(Files.readString(old)).contains("/1 ", "/2 ").doesNotContain("/3 ");
    assertThat(Files.readString(file)).contains("/3 ").doesNotContain("/2 ");
  }

  @Test
  void aStuckDiskNeverBlocksACallerAndWhatDoesNotFitIsCounted() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    LogSink stuck =
        new MemorySink() {
          @Override
          public void write(ByteBuffer bytes) throws IOException {
            entered.countDown();
            try {
              released.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            super.write(bytes);
          }
        };
    AccessLog log =
        new QueuedAccessLog(8, new CombinedLine(), stuck, List.of(), Duration.ofMillis(1));
    log.log(Exchanges.hit("/first", null));
    entered.await();
    int taken = 0;
    for (int i = 0; i < 100; i++) {
      taken += log.log(Exchanges.hit("/", null)) ? 1 : 0;
    }
    assertThat(taken).isEqualTo(8);
    assertThat(log.dropped()).isEqualTo(92);

    log.close();
    assertThat(log.dropped()).isEqualTo(100);
    released.countDown();
  }

  @Test
  void aFullDiskLosesTheLinesOfThatBatchOnly() throws Exception {
    MemorySink sink = new MemorySink();
    sink.full = true;
    AccessLog log = new QueuedAccessLog(64, new CombinedLine(), sink, List.of(), PATIENCE);
    log.log(Exchanges.hit("/lost", null));
    await(() -> log.dropped() == 1);
    sink.full = false;
    log.log(Exchanges.hit("/kept", null));
    log.close();
    assertThat(sink.text()).contains("/kept").doesNotContain("/lost");
    assertThat(log.dropped()).isEqualTo(1);
  }

  @Test
  void aRecordThatCannotBeMadeALineIsCountedAndTheThreadLivesOn() throws Exception {
    MemorySink sink = new MemorySink();
    LineFormat combined = new CombinedLine();
    LineFormat failing =
        (exchange, line) -> {
          combined.append(exchange, line);
          if (exchange.path.equals("/bad")) {
            throw new IllegalStateException("for the test");
          }
        };
    AccessLog log = new QueuedAccessLog(64, failing, sink, List.of(), PATIENCE);
    log.log(Exchanges.hit("/a", null));
    log.log(Exchanges.hit("/bad", null));
    log.log(Exchanges.hit("/b", null));
    log.close();
    assertThat(sink.text().lines()).hasSize(2).noneMatch(line -> line.contains("/bad"));
    assertThat(log.dropped()).isEqualTo(1);
  }

  @Test
  void aClosedLogTakesNothing() throws Exception {
    AccessLog log = open(folder.resolve("access.log"));
    log.close();
    assertThat(log.log(Exchanges.hit("/", null))).isFalse();
    assertThat(log.dropped()).isEqualTo(1);
  }

  @Test
  void theLogThatIsOffTakesNothingAndCountsNothing() throws Exception {
    AccessLog log = AccessLog.open(new AccessLogSettings(Format.OFF, null, List.of(), 8));
    assertThat(log.isOn()).isFalse();
    assertThat(log.log(Exchanges.hit("/", null))).isFalse();
    assertThat(log.dropped()).isZero();
  }

  @Test
  void aFolderIsNoLogFile() {
    assertThatThrownBy(() -> open(folder)).isInstanceOf(IOException.class);
  }

  private static AccessLog open(Path file) throws IOException {
    return AccessLog.open(
        new AccessLogSettings(Format.COMBINED, file.toString(), List.of(), 1_024));
  }

  private static long lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  /** Keeps what is written; full on demand. */
  private static class MemorySink implements LogSink {
    private final StringBuilder text = new StringBuilder();
    volatile boolean full;

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      if (full) {
        throw new IOException("No space left on device");
      }
      text.append(StandardCharsets.ISO_8859_1.decode(bytes));
    }

    @Override
    public void reopen() {}

    @Override
    public void close() {}

    String text() {
      return text.toString();
    }
  }
}
