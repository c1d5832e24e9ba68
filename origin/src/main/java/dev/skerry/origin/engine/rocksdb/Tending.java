package dev.skerry.origin.engine.rocksdb;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an engine does by itself every now and then. */
final class Tending {
  private static final Logger LOG = LoggerFactory.getLogger(Tending.class);
  private static final long EVERY_MILLIS = 1_000;
  private static final long TRIM_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Storage storage;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;
  private long trimmed;

  Tending(Storage storage) {
    this.storage = storage;
    this.trimmed = storage.settings().ticker().getAsLong();
    this.thread = Thread.ofPlatform().name("skerry-engine-tend").daemon(true).unstarted(this::work);
  }

  void start() {
    thread.start();
  }

  private void work() {
    try {
      while (!ended.await(EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
        once();
      }
    } catch (InterruptedException e) {
      LOG.warn("interrupted: snapshots that are left open stay open from now on", e);
    }
  }

  /** One round, in which the past is forgotten once a minute. */
  private void once() {
    long now = storage.settings().ticker().getAsLong();
    boolean due = now - trimmed >= TRIM_NANOS;
    if (due) {
      trimmed = now;
    }
    round(due);
  }

  /** Opens what is not open, ends what is too old, and may forget the past. */
  synchronized void round(boolean trimming) {
    try {
      Opened opened = storage.reopen();
      if (opened == null) {
        return;
      }
      opened.views().expire();
      if (trimming) {
        new Trimming(opened, storage.settings()).run();
      }
    } catch (RocksDBException | RuntimeException e) {
      LOG.warn("{}: could not be tended", storage.settings().folder(), e);
    }
  }

  void close() {
    ended.countDown();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
