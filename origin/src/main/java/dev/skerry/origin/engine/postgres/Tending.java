package dev.skerry.origin.engine.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an engine does by itself every now and then. */
final class Tending {
  private static final Logger LOG = LoggerFactory.getLogger(Tending.class);
  private static final long EVERY_MILLIS = 1_000;
  private static final long TRIM_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final PostgresSettings settings;
  private final Sessions sessions;
  private final Readers readers;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;
  private long trimmed;

  Tending(PostgresSettings settings, Sessions sessions, Readers readers) {
    this.settings = settings;
    this.sessions = sessions;
    this.readers = readers;
    this.trimmed = settings.ticker().getAsLong();
    this.thread = Thread.ofPlatform().name("skerry-engine-tend").daemon(true).unstarted(this::work);
  }

  void start() {
    thread.start();
  }

  private void work() {
    try {
      while (!ended.await(EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
        readers.expire();
        long now = settings.ticker().getAsLong();
        if (now - trimmed >= TRIM_NANOS) {
          trimmed = now;
          trim();
        }
      }
    } catch (InterruptedException e) {
      LOG.warn("interrupted: snapshots that are left open stay open from now on", e);
    }
  }

  /** Forgets the past. */
  synchronized void trim() {
    Connection writer = null;
    try {
      writer = sessions.writer();
      new Trimming(writer, settings).run();
    } catch (SQLException | RuntimeException e) {
      LOG.warn("{}: the past could not be forgotten", settings.address(), e);
    } finally {
      Sessions.close(writer);
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
