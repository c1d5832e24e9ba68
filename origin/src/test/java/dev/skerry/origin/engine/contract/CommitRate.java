package dev.skerry.origin.engine.contract;

import com.sun.management.OperatingSystemMXBean;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Topic;
import dev.skerry.origin.engine.postgres.PostgresAddress;
import dev.skerry.origin.engine.postgres.PostgresEngine;
import dev.skerry.origin.engine.postgres.PostgresSettings;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * Measures an engine: durable conditional writes, reads of single keys, and a scan.
 *
 * <p>Arguments: a folder that does not exist or the URL of a database, writers, seconds, "virtual"
 * or "platform", and "feed" to emit an entry with each write.
 */
final class CommitRate {
  private static final int KEYS = 100_000;
  private static final int VALUE_BYTES = 500;

  private CommitRate() {}

  public static void main(String... args) throws Exception {
    String where = args[0];
    int writers = Integer.parseInt(args[1]);
    int seconds = Integer.parseInt(args[2]);
    boolean virtual = args[3].equals("virtual");
    boolean feed = args.length > 4 && args[4].equals("feed");
    try (Engine engine = open(where)) {
      for (int round = 0; round < 3; round++) {
        conditionalWrites(engine, writers, seconds, virtual, feed);
      }
      reads(engine, seconds);
      scan(engine);
    }
    long began = System.nanoTime();
    open(where).close();
    print(
        String.format(
            Locale.ROOT, "opened and closed in %.0f ms", (System.nanoTime() - began) / 1e6));
  }

  private static Engine open(String where) {
    return where.startsWith("postgresql:")
        ? PostgresEngine.open(PostgresSettings.at(PostgresAddress.parse(where)))
        : RocksEngine.open(RocksSettings.in(Path.of(where)));
  }

  private static void conditionalWrites(
      Engine engine, int writers, int seconds, boolean virtual, boolean feed) throws Exception {
    LongAdder done = new LongAdder();
    AtomicBoolean over = new AtomicBoolean();
    List<long[]> latencies = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    Topic topic = new Topic("t");
    for (int i = 0; i < writers; i++) {
      SplittableRandom random = new SplittableRandom(i);
      long[] times = new long[1 << 20];
      latencies.add(times);
      Thread.Builder builder = virtual ? Thread.ofVirtual() : Thread.ofPlatform();
      threads.add(
          builder.start(
              () -> {
                for (int n = 0; !over.get() && n < times.length; n++) {
                  long began = System.nanoTime();
                  byte[] value = new byte[VALUE_BYTES];
                  Key key = key(random.nextInt(KEYS));
                  engine.transact(
                      transaction -> {
                        byte[] old = transaction.get(key);
                        value[0] = (byte) (old == null ? 0 : old[0] + 1);
                        transaction.put(key, value);
                        if (feed) {
                          transaction.emit(topic, value);
                        }
                        return value;
                      });
                  times[n] = System.nanoTime() - began;
                  done.increment();
                }
              }));
    }
    long cpuBefore = cpuNanos();
    long doneBefore = done.sum();
    Thread.sleep(seconds * 1000L);
    double cpuMicros = (cpuNanos() - cpuBefore) / 1e3 / (done.sum() - doneBefore);
    over.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    long[] all =
        latencies.stream().flatMapToLong(Arrays::stream).filter(t -> t > 0).sorted().toArray();
    print(
        String.format(
            Locale.ROOT,
            "%d %s writers%s: %d conditional writes/s, p50 %.2f ms, p99 %.2f ms, CPU %.0f us each",
            writers,
            virtual ? "virtual" : "platform",
            feed ? " with feed" : "",
            done.sum() / seconds,
            all[all.length / 2] / 1e6,
            all[(int) (all.length * 0.99)] / 1e6,
            cpuMicros));
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static void reads(Engine engine, int seconds) {
    SplittableRandom random = new SplittableRandom(7);
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    long count = 0;
    while (System.nanoTime() < end) {
      if (engine.get(key(random.nextInt(KEYS))) != null) {
        count++;
      }
    }
    print(String.format(Locale.ROOT, "one reader: %d reads/s", count / seconds));
  }

  private static void scan(Engine engine) {
    long began = System.nanoTime();
    long count = 0;
    Range rest = Range.ALL;
    while (!rest.isEmpty()) {
      Range part = rest;
      Rows rows = engine.read(snapshot -> snapshot.scan(Scan.of(part)));
      count += rows.rows().size();
      rest = rows.rest();
    }
    print(
        String.format(
            Locale.ROOT,
            "scan: %d rows at %.0f rows/s",
            count,
            count / ((System.nanoTime() - began) / 1e9)));
  }

  private static Key key(int number) {
    return Key.of(String.format(Locale.ROOT, "k%08d", number));
  }

  private static void print(String line) {
    System.out.println(line);
  }
}
