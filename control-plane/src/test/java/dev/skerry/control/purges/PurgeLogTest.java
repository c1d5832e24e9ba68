package dev.skerry.control.purges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.edge.purge.Selector;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PurgeLogTest {
  private static final PurgeLogLimits LIMITS =
      new PurgeLogLimits(Duration.ofDays(35), 100, Long.MAX_VALUE, 5);

  @TempDir Path folder;
  private final AtomicLong clockMillis = new AtomicLong(1_700_000_000_000L);
  private RocksEngine engine;
  private PurgeLog log;

  @BeforeEach
  void open() {
    engine = RocksEngine.open(RocksSettings.in(folder.resolve("db")));
    log = new PurgeLog(engine, () -> Instant.ofEpochMilli(clockMillis.get()), LIMITS);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private void reopen() {
    close();
    open();
  }

  private static PurgeDraft draft(String tag) {
    return new PurgeDraft(null, List.of(new Selector.Tag(tag)), false, "anna");
  }

  private long order(String tag) {
    return log.append(draft(tag), logged -> {}).sequence();
  }

  private void orderMany(int count) {
    for (int i = 0; i < count; i++) {
      order("t" + i);
    }
  }

  private List<Long> numbersAfter(long sequence) {
    return Objects.requireNonNull(log.after(sequence, 1_000)).stream()
        .map(LoggedPurge::sequence)
        .toList();
  }

  @Test
  void purgesThatTakeMuchRoomAreForgottenSooner() {
    PurgeLogLimits small = new PurgeLogLimits(Duration.ofDays(35), 1_000_000, 200_000, 5);
    log = new PurgeLog(engine, () -> Instant.ofEpochMilli(clockMillis.get()), small);
    PurgeDraft large = draft("x".repeat(100)); // about 130 octets
    for (int i = 0; i < 10; i++) {
      List<LoggedPurge> appended = log.append(_ -> Collections.nCopies(500, large), durable -> {});
      assertThat(appended).hasSize(500);
    }
    log.trim();
    long first = log.floor();
    assertThat(first).as("1,500 to 3,000 of 5,000 are left").isBetween(2_000L, 3_500L);
    log.trim();
    assertThat(log.floor()).isEqualTo(first);
    assertThat(log.after(first - 1, 1)).isNull();
    assertThat(numbersAfter(first)).hasSize(1_000).startsWith(first + 1);
  }

  private static List<Long> numbers(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  @Test
  void aPurgeIsReadBackAsItWasOrderedAlsoAfterARestart() {
    List<Selector> selectors =
        List.of(
            new Selector.Url("example.com/a"),
            new Selector.Host("example.com"),
            new Selector.Prefix("example.com/"));
    LoggedPurge logged = log.append(new PurgeDraft("shop", selectors, true, "bert"), durable -> {});
    assertThat(logged.sequence()).isEqualTo(1);
    assertThat(logged.purge().atMillis()).isEqualTo(clockMillis.get());
    assertThat(log.find(1)).contains(logged);
    reopen();
    assertThat(log.find(1)).contains(logged);
    assertThat(log.latest()).isEqualTo(1);
    assertThat(order("next")).isEqualTo(2);
  }

  @Test
  void aPurgeThatIsTooLargeForOneRowIsKeptInSeveral() {
    List<Selector> selectors = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      selectors.add(new Selector.Tag("tag-" + i + "-" + "x".repeat(900)));
    }
    LoggedPurge logged = log.append(new PurgeDraft(null, selectors, false, "anna"), durable -> {});
    order("small");
    reopen();
    assertThat(log.find(1)).contains(logged);
    assertThat(numbersAfter(0)).isEqualTo(numbers(1, 2));
  }

  @Test
  void aThousandOrdersAtOnceGetAThousandNumbersInTheOrderInWhichTheyCanBeSeen() throws Exception {
    log = new PurgeLog(engine, () -> Instant.EPOCH, PurgeLogLimits.DEFAULT);
    List<Long> told = Collections.synchronizedList(new ArrayList<>());
    AtomicLong seen = new AtomicLong();
    log.whenOrdered(
        () -> {
          for (LoggedPurge next : Objects.requireNonNull(log.after(seen.get(), 1_000))) {
            told.add(next.sequence());
            seen.set(next.sequence());
          }
        });
    List<Callable<Long>> orders = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      String tag = "t" + i;
      orders.add(() -> order(tag));
    }
    List<Long> given = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Long> done : threads.invokeAll(orders)) {
        given.add(done.get());
      }
    }
    assertThat(given).containsExactlyInAnyOrderElementsOf(numbers(1, 1_000));
    assertThat(told).isEqualTo(numbers(1, 1_000));
    assertThat(log.after(0, 1_000)).hasSize(1_000);
  }

  @Test
  void whoOrdersHearsOfItBeforeAnyEdge() {
    List<String> heard = new ArrayList<>();
    log.whenOrdered(() -> heard.add("edges"));
    log.append(draft("a"), logged -> heard.add("caller " + logged.sequence()));
    assertThat(heard).containsExactly("caller 1", "edges");
  }

  @Test
  void whatIsOlderThanItsAgeIsForgottenButTheNewest() {
    orderMany(20);
    clockMillis.addAndGet(Duration.ofDays(36).toMillis());
    order("young");
    log.trim();
    assertThat(log.floor()).isEqualTo(16);
    assertThat(log.after(15, 10)).isNull();
    assertThat(numbersAfter(16)).isEqualTo(numbers(17, 21));
    assertThat(log.find(16)).isEmpty();
    reopen();
    assertThat(log.floor()).isEqualTo(16);
    assertThat(log.after(15, 10)).isNull();
    assertThat(numbersAfter(16)).isEqualTo(numbers(17, 21));
  }

  @Test
  void whatIsMoreThanIsKeptIsForgottenHoweverYoung() {
    orderMany(120);
    log.trim();
    assertThat(log.floor()).isEqualTo(20);
    assertThat(numbersAfter(20)).isEqualTo(numbers(21, 120));
  }

  @Test
  void aLogThatWasPutBackGoesOnAboveWhatAnEdgeHasAndForgetsWhatItNeverKnew() {
    orderMany(3);
    log.raise(500);
    assertThat(log.latest()).isEqualTo(500);
    assertThat(log.after(3, 10)).as("4 to 500 are not known").isNull();
    assertThat(log.after(500, 10)).isEmpty();
    assertThat(order("next")).isEqualTo(501);
    log.raise(10);
    reopen();
    assertThat(log.latest()).isEqualTo(501);
    assertThat(numbersAfter(500)).isEqualTo(numbers(501, 501));
    assertThat(log.find(2)).as("history stays").isPresent();
  }

  @Test
  void aNumberThatNoLogCanHaveGivenIsRefused() {
    assertThatThrownBy(() -> log.raise(Long.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected a number up to");
    assertThat(log.latest()).isZero();
  }

  @Test
  void aNumberThatWasGivenAgainIsKnownByItsTime() {
    orderMany(2);
    long at = clockMillis.get();
    assertThat(log.isKnown(2, at)).isTrue();
    assertThat(log.isKnown(2, at - 1)).isFalse();
    assertThat(log.isKnown(0, 0)).isTrue();
  }

  @Test
  void twoLogsOfOneEngineSeeEachOthersOrdersInOneOrder() {
    PurgeLog other = new PurgeLog(engine, () -> Instant.ofEpochMilli(1), LIMITS);
    assertThat(order("a")).isEqualTo(1);
    assertThat(other.append(draft("b"), logged -> {}).sequence()).isEqualTo(2);
    assertThat(order("c")).isEqualTo(3);
    assertThat(numbersAfter(0)).isEqualTo(numbers(1, 3));
    assertThat(other.latest()).isEqualTo(2);
    other.refresh();
    assertThat(Objects.requireNonNull(other.after(0, 10))).isEqualTo(log.after(0, 10));
  }

  @Test
  void historyIsReadFromTheNewestPageByPage() {
    orderMany(7);
    assertThat(log.before(Long.MAX_VALUE, 3))
        .extracting(LoggedPurge::sequence)
        .containsExactly(7L, 6L, 5L);
    assertThat(log.before(5, 3)).extracting(LoggedPurge::sequence).containsExactly(4L, 3L, 2L);
    assertThat(log.before(2, 3)).extracting(LoggedPurge::sequence).containsExactly(1L);
    assertThat(log.before(1, 3)).isEmpty();
  }
}
