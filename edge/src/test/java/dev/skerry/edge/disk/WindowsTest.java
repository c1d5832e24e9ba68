package dev.skerry.edge.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.flow.ProxyError;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WindowsTest {
  private final DiskCounters counters = new DiskCounters();
  private @Nullable Windows windows;

  /** What a waiter was told. */
  private record Told(long until, @Nullable ProxyError error) {}

  /** Windows of 10 bytes, as a disk may have them. */
  private static class Disk implements Windows.Source {
    final AtomicInteger held = new AtomicInteger();
    final AtomicInteger damaged = new AtomicInteger();

    @Override
    public boolean hold() {
      held.incrementAndGet();
      return true;
    }

    @Override
    public void letGo() {
      held.decrementAndGet();
    }

    @Override
    public long bringNow(long at) throws IOException {
      return at / 10 * 10 + 10;
    }

    @Override
    public void isDamaged() {
      damaged.incrementAndGet();
    }

    @Override
    public boolean isDropped() {
      return false;
    }
  }

  private static final class StuckDisk extends Disk {
    final CountDownLatch stuck = new CountDownLatch(1);

    @Override
    public long bringNow(long at) throws IOException {
      try {
        stuck.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return super.bringNow(at);
    }
  }

  @AfterEach
  void close() {
    if (windows != null) {
      windows.close();
    }
  }

  private Windows open(Duration deadline) {
    Windows opened = new Windows(counters, 1, deadline);
    windows = opened;
    return opened;
  }

  private static Told bring(Windows windows, Disk disk, long at) throws Exception {
    CompletableFuture<Told> told = new CompletableFuture<>();
    windows.bring(disk, at, (until, error) -> told.complete(new Told(until, error)));
    return told.get(20, TimeUnit.SECONDS);
  }

  private static void awaitLetGo(Disk disk) {
    DiskWorld.await("the file is let go", () -> disk.held.get() == 0);
  }

  @Test
  void aWindowIsBroughtInWhole() throws Exception {
    Disk disk = new Disk();
    assertThat(bring(open(Duration.ofMinutes(1)), disk, 13)).isEqualTo(new Told(20, null));
    awaitLetGo(disk);
  }

  @Test
  void whoWaitsForADiskThatIsStuckIsToldSo() throws Exception {
    StuckDisk disk = new StuckDisk();
    Windows few = open(Duration.ofMillis(1));
    // The first holds the only thread; the second does not even begin.
    for (int i = 0; i < 2; i++) {
      Told told = bring(few, disk, 0);
      assertThat(told.error()).isNotNull();
      assertThat(told.until()).isEqualTo(-1);
    }
    assertThat(counters.late()).isEqualTo(2);
    disk.stuck.countDown();
    awaitLetGo(disk);
    assertThat(disk.damaged).hasValue(0);
  }

  @Test
  void whereTooManyWaitTheNextIsToldAtOnce() throws Exception {
    StuckDisk disk = new StuckDisk();
    Windows few = open(Duration.ofMinutes(1));
    AtomicInteger told = new AtomicInteger();
    int asked = 0;
    while (counters.busy() == 0) {
      few.bring(disk, 0, (until, error) -> told.incrementAndGet());
      asked++;
      assertThat(asked).isLessThan(100_000);
    }
    assertThat(told).hasValue(1);
    disk.stuck.countDown();
    int all = asked;
    DiskWorld.await("all are told", () -> told.get() == all);
    awaitLetGo(disk);
  }

  @Test
  void whatIsNotAsItWasWrittenIsReportedAndNotGiven() throws Exception {
    Disk disk =
        new Disk() {
          @Override
          public long bringNow(long at) {
            return -1;
          }
        };
    assertThat(bring(open(Duration.ofMinutes(1)), disk, 0).error()).isNotNull();
    awaitLetGo(disk);
    assertThat(disk.damaged).hasValue(1);
  }
}
