package dev.skerry.edge.sync;

import dev.skerry.edge.purge.PurgeTable;
import dev.skerry.edge.sync.ControlPlaneLink.Conversation;
import dev.skerry.edge.sync.ControlPlaneLink.RevokedException;
import dev.skerry.edge.sync.LastGood.Kept;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has an edge follow its control plane, on one virtual thread, from {@link #start} to {@link
 * #close}: comes to it, carries out what it is told, reports, and comes again when the connection
 * has ended.
 */
public final class Follower implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Follower.class);

  /** Directives that are carried out before what they did is made to last and reported. */
  private static final int BATCH = 1_000;

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  /** Dry runs that wait. */
  private static final int COUNTS_MAX = 16;

  /** As many as may wait for lines at once. */
  private static final int TELLINGS_MAX = 64;

  private static final Duration FIRST_WORD = Duration.ofSeconds(15);

  private final Setup setup;
  private final Following following;
  private final LastPosition lastPosition;
  private final Backoff backoff;
  private final CountDownLatch closing = new CountDownLatch(1);
  private @Nullable Thread thread;
  private volatile @Nullable Open open;
  private final ThreadPoolExecutor configuring = beside("skerry-follow-configure", 2);
  private final ThreadPoolExecutor counting = beside("skerry-follow-count", COUNTS_MAX);
  private final ThreadPoolExecutor telling = beside("skerry-follow-tell", TELLINGS_MAX);
  private long heardNanos = System.nanoTime();
  private long vitalsNanos;

  /**
   * What a follower is made of.
   *
   * @param folder for what following keeps on disk; made if it is not there
   * @param software the version of the program
   * @param startedAtMillis when the process started, milliseconds since the epoch
   */
  public record Setup(
      ControlPlaneLink link,
      FollowingNode node,
      PurgeTable purges,
      Path folder,
      String software,
      long startedAtMillis,
      InstantSource clock) {}

  /**
   * A follower for an edge that has just been made and serves nobody yet.
   *
   * @param inForce what it has started with; null if that did not come from a control plane
   * @throws IOException if its folder cannot be used
   */
  public Follower(Setup setup, @Nullable Kept inForce) throws IOException {
    this.setup = setup;
    PrivateFile.folder(setup.folder());
    this.lastPosition = new LastPosition(setup.folder().resolve("applied"));
    startWithNothing();
    this.following =
        new Following(
            new Following.Plan(
                setup.node(),
                setup.purges(),
                lastGood(setup.folder()),
                setup.software(),
                setup.startedAtMillis(),
                setup.clock(),
                configuring,
                counting,
                telling,
                this::reportAside),
            inForce);
    this.backoff = new Backoff(RandomGenerator.of("L64X128MixRandom"));
  }

  /** The last good configuration that is kept in a folder of following. */
  public static LastGood lastGood(Path folder) {
    return new LastGood(folder.resolve("last-good"));
  }

  /** An edge that holds nothing knows from what was written down where it stands. */
  private void startWithNothing() throws IOException {
    var position = lastPosition.read();
    if (position != null && setup.purges().position() == null && !setup.node().holds()) {
      setup.purges().startAt(position);
    }
  }

  /** Begins to follow. Called once. */
  public void start() {
    thread = Thread.ofVirtual().name("skerry-follow").start(this::follow);
  }

  /** How the edge follows; for any thread. */
  public FollowStatus status() {
    return following.status();
  }

  private void follow() {
    try {
      while (!isClosing() && !following.isRevoked()) {
        String why = converse();
        if (isClosing()) {
          break;
        }
        following.lost(why);
        log.warn("following: {}", why);
        await(following.isRevoked() ? 0 : backoff.next());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      log.error("following has ended; this edge is told nothing any more", e);
      following.lost("following has ended: " + e);
      following.overdue();
      throw e;
    }
  }

  /** One connection; why it has ended. */
  private String converse() throws InterruptedException {
    try (Conversation conversation = setup.link().open(following.hello())) {
      open = new Open(conversation, following.connection());
      heardNanos = System.nanoTime();
      vitalsNanos = heardNanos - Duration.ofHours(1).toNanos();
      Duration patience = FIRST_WORD;
      while (!isClosing() && !following.isRevoked()) {
        Directive directive = conversation.next(patience);
        if (directive == null) {
          return "nothing was heard for " + patience.toMillis() + " ms";
        }
        carryOut(directive, conversation);
        patience = Duration.ofMillis(following.patienceMillis());
      }
      return following.isRevoked() ? "this edge was revoked" : "closed";
    } catch (RevokedException e) {
      following.revoked();
      return String.valueOf(e.getMessage());
    } catch (IOException e) {
      return e.getMessage() == null ? e.toString() : e.getMessage();
    } catch (RuntimeException e) {
      // Nothing of it was acknowledged: it is told anew, as it is after a connection that broke.
      log.error("what was told could not be carried out", e);
      return "what was told could not be carried out: " + e;
    } finally {
      open = null;
    }
  }

  /** A connection, and its number. */
  private record Open(Conversation conversation, int connection) {}

  /** One thread at most, which is there as long as there is something to do. */
  private static ThreadPoolExecutor beside(String name, int waiting) {
    ThreadPoolExecutor one =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            Thread.ofPlatform().daemon().name(name).factory());
    one.allowCoreThreadTimeOut(true);
    return one;
  }

  /** Reports what was found out beside what is told; while this waits for the next word. */
  private void reportAside() {
    Open now = open;
    if (now == null) {
      return; // between two connections, or before it is known: settled with what is told
    }
    List<Report> reports = following.takeAside(now.connection());
    if (!reports.isEmpty()) {
      try {
        now.conversation().report(reports);
      } catch (IOException e) {
        following.untold(reports);
        log.debug("reports do not arrive", e); // who waits for the next word hears of it
      }
    }
  }

  private void carryOut(Directive first, Conversation conversation)
      throws IOException, InterruptedException {
    Directive directive = first;
    int taken = 0;
    while (directive != null) {
      following.told(directive);
      heardNanos = System.nanoTime();
      taken++;
      directive = taken < BATCH ? conversation.next(Duration.ZERO) : null;
    }
    if (following.isCurrent()) {
      backoff.reset();
    }
    List<Report> reports = new ArrayList<>(following.settle());
    long now = System.nanoTime();
    if (now - vitalsNanos >= TimeUnit.MILLISECONDS.toNanos(following.beatMillis())) {
      vitalsNanos = now;
      reports.add(new Report.Vitals(setup.node().vitals()));
      lastPosition.note(setup.purges().position());
    }
    if (!reports.isEmpty()) {
      try {
        conversation.report(reports);
      } catch (IOException e) {
        following.untold(reports);
        throw e;
      }
    }
  }

  /** Waits before the next attempt, and says when the control plane is lost meanwhile. */
  private void await(long millis) throws InterruptedException {
    long lostIn =
        TimeUnit.MILLISECONDS.toNanos(following.lostAfterMillis())
            - (System.nanoTime() - heardNanos);
    if (lostIn <= 0) {
      following.overdue();
    }
    boolean _ = closing.await(millis, TimeUnit.MILLISECONDS);
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  /** Stops following; what is in force stays. Waits for what is being carried out. */
  @Override
  public void close() {
    closing.countDown();
    Open last = open;
    if (last != null) {
      last.conversation().close();
    }
    configuring.shutdown();
    counting.shutdownNow();
    telling.shutdownNow();
    Thread following = thread;
    if (following != null) {
      try {
        // Interrupting it at once could close a file that it writes.
        boolean _ = configuring.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        if (!following.join(CLOSE_TIMEOUT)) {
          following.interrupt();
          boolean _ = following.join(CLOSE_TIMEOUT);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    lastPosition.note(setup.purges().position());
  }
}
