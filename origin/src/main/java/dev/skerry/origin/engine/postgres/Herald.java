package dev.skerry.origin.engine.postgres;

import dev.skerry.origin.engine.Topic;
import dev.skerry.origin.engine.driver.Watches;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of what other processes emit, and tells those of this one who watch.
 *
 * <p>Where the database has LISTEN and NOTIFY it hears at once, and looks by itself every second;
 * elsewhere it looks twenty times a second. One thread.
 */
final class Herald {
  private static final Logger LOG = LoggerFactory.getLogger(Herald.class);
  private static final Duration LOOK_LISTENING = Duration.ofSeconds(1);
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int RECORDS_AT_ONCE = 1_000;
  private static final String RECORDS =
      "SELECT last, topics FROM commits WHERE after >= ? ORDER BY after LIMIT " + RECORDS_AT_ONCE;

  private final Sessions sessions;
  private final Readers readers;
  private final Watches watches;
  private final Channel channel;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable Connection session;
  private boolean failing;
  private long told;

  Herald(Sessions sessions, Readers readers, Watches watches, Channel channel) {
    this.sessions = sessions;
    this.readers = readers;
    this.watches = watches;
    this.channel = channel;
    this.thread =
        Thread.ofPlatform().name("skerry-engine-herald").daemon(true).unstarted(this::work);
  }

  void start() {
    told = readers.newest();
    thread.start();
  }

  /** Whether a database has LISTEN and NOTIFY. */
  static boolean canListen(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("LISTEN skerry_probe");
      statement.execute("SELECT pg_notify('skerry_probe', '')");
      statement.execute("UNLISTEN skerry_probe");
      return connection.getWarnings() == null && statement.getWarnings() == null;
    } catch (SQLException e) {
      return false;
    }
  }

  private void work() {
    try {
      while (ended.getCount() > 0) {
        try {
          listen();
        } catch (SQLException | RuntimeException e) {
          lost(e);
          ended.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException e) {
      LOG.warn("interrupted: what others emit is heard of late from now on", e);
    } finally {
      Sessions.close(session);
    }
  }

  private void lost(Exception e) {
    Sessions.close(session);
    session = null;
    if (!failing && ended.getCount() > 0) {
      failing = true;
      LOG.warn("what others emit is heard of late: {}", e.toString());
    }
  }

  private void listen() throws SQLException {
    Connection connection = session;
    if (connection == null) {
      connection = sessions.listener();
      session = connection;
      if (channel.name() != null) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("LISTEN " + channel.name());
        }
      }
      look(connection);
      failing = false;
    }
    Duration atMost = channel.name() == null ? LOOK : LOOK_LISTENING;
    PGNotification[] heard =
        connection.unwrap(PGConnection.class).getNotifications((int) atMost.toMillis());
    if (heard == null || heard.length == 0 || others(heard)) {
      look(connection);
    }
  }

  private boolean others(PGNotification[] heard) {
    for (PGNotification one : heard) {
      if (!one.getParameter().equals(channel.payload())) {
        return true;
      }
    }
    return false;
  }

  /** Tells of the commits since it looked last; some of them the committer has told of, too. */
  private void look(Connection connection) throws SQLException {
    if (watches.isEmpty()) {
      told = Queries.newest(connection);
      readers.seen(told);
      return;
    }
    int records;
    do {
      records = 0;
      Set<Topic> topics = new HashSet<>();
      try (PreparedStatement query = connection.prepareStatement(RECORDS)) {
        query.setLong(1, told);
        try (ResultSet found = query.executeQuery()) {
          while (found.next()) {
            records++;
            told = found.getLong(1);
            addTopics(found.getArray(2), topics);
          }
        }
      }
      readers.seen(told);
      watches.tell(topics);
    } while (records == RECORDS_AT_ONCE);
  }

  private static void addTopics(Array names, Set<Topic> topics) throws SQLException {
    for (byte[] name : (byte[][]) names.getArray()) {
      topics.add(new Topic(new String(name, StandardCharsets.UTF_8)));
    }
  }

  /** Wakes it from its listening. */
  private void abort() {
    Connection now = session;
    if (now != null) {
      try {
        now.abort(Runnable::run);
      } catch (SQLException e) {
        LOG.debug("the end of listening: {}", e.toString());
      }
    }
  }

  void close() {
    ended.countDown();
    abort();
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
