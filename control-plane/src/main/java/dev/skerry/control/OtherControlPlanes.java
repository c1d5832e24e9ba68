package dev.skerry.control;

import dev.skerry.control.fleet.Fleet;
import dev.skerry.control.fleet.SharedFleet;
import dev.skerry.control.purges.Purges;
import dev.skerry.control.sites.Sites;
import dev.skerry.origin.chore.Chore;
import dev.skerry.origin.chore.Chores;
import dev.skerry.origin.chore.Separately;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.EngineException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a control plane does because others use its engine, too: it looks every second what they
 * ordered, applied, revoked and have of edges, and tells them of its own edges.
 *
 * <p>One that has not seen the engine for {@link #SIGHT} may have missed a purge: it lets its edges
 * go, so that none of them takes itself for current by its word, and takes them again once it has
 * seen it.
 */
final class OtherControlPlanes implements AutoCloseable {
  /** So long after it has last seen all, a control plane still says what is current. */
  static final Duration SIGHT = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(OtherControlPlanes.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration BLINK = Duration.ofMillis(500);

  private final Parts parts;
  private final LongSupplier nanos;
  private final InstantSource clock;
  private final Chores chores;
  private volatile long seenNanos;

  /** What follows the others. */
  record Parts(Fleet fleet, Purges purges, Sites sites, SharedFleet shared) {}

  OtherControlPlanes(Engine engine, Parts parts, InstantSource clock, LongSupplier nanos) {
    this.parts = parts;
    this.clock = clock;
    this.nanos = nanos;
    this.seenNanos = nanos.getAsLong();
    this.chores = new Chores("control planes", clock);
    chores.add("sight", LOOK, this::look);
    chores.add("blindness", BLINK, done(this::judge));
    chores.add(
        "hearing", LOOK, () -> engine.feed().watch(SharedFleet.TOPIC), done(parts.shared()::hear));
    Chore telling = chores.add("telling", LOOK, done(parts.shared()::tell));
    parts.fleet().whenChanged(telling::wake);
  }

  void start() {
    chores.start();
  }

  private static Chore.Work done(Runnable work) {
    return () -> {
      work.run();
      return null;
    };
  }

  /** Looks at all; where some of it fails, again after as long as if it had not. */
  private @Nullable Instant look() {
    long began = nanos.getAsLong();
    Separately all = new Separately();
    all.attempt(parts.purges()::follow);
    all.attempt(parts.sites()::follow);
    all.attempt(parts.shared()::hear);
    all.end(clock.instant().plus(LOOK));
    seenNanos = began;
    judge();
    return null;
  }

  /** Says whether what is known is new enough. */
  private void judge() {
    boolean informed = nanos.getAsLong() - seenNanos <= SIGHT.toNanos();
    if (informed != parts.fleet().isInformed()) {
      parts.fleet().inform(informed);
      if (informed) {
        log.info("the engine is seen again; edges may come");
      } else {
        log.warn(
            "the engine was not seen for {} s: another control plane may have told edges what is"
                + " not known here, so all edges are let go",
            SIGHT.toSeconds());
      }
    }
  }

  /** Ends what it does, and tells the others that its edges are gone. */
  @Override
  public void close() {
    chores.close();
    try {
      parts.shared().end();
    } catch (EngineException e) {
      log.warn("other control planes are not told of the end: {}", e.getMessage());
    }
  }
}
