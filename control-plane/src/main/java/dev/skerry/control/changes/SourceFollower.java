package dev.skerry.control.changes;

import dev.skerry.control.purges.LoggedPurge;
import dev.skerry.control.purges.PurgeDraft;
import dev.skerry.control.purges.Purges;
import dev.skerry.origin.engine.Committed;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Entry;
import dev.skerry.origin.engine.FeedPage;
import dev.skerry.origin.engine.Position;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes purges of the changes of one source, a page of the feed at a time. The place up to which
 * that is done is a row, written in the transaction that appends the purges and only where it is
 * still as it was read: so no change is purged twice or left out.
 *
 * <p>While no site asks, nothing of the feed is read; the place moves along, and is always one from
 * before a look that found nobody asking. Where changes may have been missed (the feed is not kept
 * that long, or begins anew), all there is of the sites that ask is purged. One thread steps; what
 * is counted may be read by any.
 */
final class SourceFollower {
  private static final Logger log = LoggerFactory.getLogger(SourceFollower.class);

  /** Entries that are read at once. */
  private static final int PAGE = 500;

  /** Entries that nobody asked for, after which the place is written all the same. */
  private static final int UNWRITTEN_MAX = 20_000;

  /** After so long it is, too, so that it never is where the feed is not kept any more. */
  private static final Duration UNWRITTEN_FOR = Duration.ofMinutes(1);

  private final ChangeSource source;
  private final Ground ground;
  private final LongAdder followed = new LongAdder();
  private final LongAdder purgesOrdered = new LongAdder();
  private final Arrivals.Source arrivals = new Arrivals.Source();
  private volatile @Nullable Instant oldest;
  private volatile boolean asked;

  // Of the thread that steps.
  private boolean placed;
  private @Nullable Position written;
  private Position read = Position.START;
  private long ownStamp = -1;
  private List<Subscription> known = List.of();
  private int unwritten;
  private Instant writtenAt;
  private int page = PAGE;

  /** What followers stand on. */
  record Ground(
      Engine engine,
      Purges purges,
      Subscriptions subscriptions,
      Arrivals arrivals,
      InstantSource clock) {}

  /** What a step has come to. */
  enum Step {
    /** Nobody asks. */
    IDLE,
    /** There may be more. */
    MORE,
    /** All that was committed is done. */
    CAUGHT_UP
  }

  /** What a transaction found, and did. */
  private static final class Found {
    boolean overtaken;
    boolean asked;
    boolean ceased;
    boolean wrote;
    @Nullable Position place;
    List<Instant> committed = List.of();
  }

  SourceFollower(ChangeSource source, Ground ground) {
    this.source = source;
    this.ground = ground;
    this.writtenAt = ground.clock.instant();
  }

  ChangeSource source() {
    return source;
  }

  /** How many changes were purged since the start. */
  long followed() {
    return followed.sum();
  }

  /** How many purges they became. */
  long purgesOrdered() {
    return purgesOrdered.sum();
  }

  /** Whether a site asks. */
  boolean isAsked() {
    return asked;
  }

  /** How long it took until edges had purged. */
  Arrivals.Source arrivals() {
    return arrivals;
  }

  /** When the oldest change was committed that is read and not purged yet; null for none. */
  @Nullable Instant oldest() {
    return oldest;
  }

  /** Forgets what it knows of its place, after whatever failed. */
  void forget() {
    placed = false;
  }

  /** Does the next thing there is to do. */
  Step step() {
    if (!placed) {
      return look();
    }
    List<Subscription> asking = ground.engine.read(this::asking);
    if (!asking.equals(known)) {
      askAnew();
      known = asking;
    }
    FeedPage next;
    try {
      next = ground.engine.feed().follow(source.topic(), read, page);
    } catch (EngineException.TooOld e) {
      purgeAll("the feed does not reach back to where it was followed", written, newest());
      return Step.MORE;
    }
    if (next.entries().isEmpty()) {
      read = next.next();
      oldest = next.caughtUp() ? null : oldest;
      if (read.stamp().number() > ownStamp && isDue()) {
        keepPlace();
      }
      return next.caughtUp() ? Step.CAUGHT_UP : Step.MORE;
    }
    oldest = next.entries().getFirst().committedAt();
    try {
      purge(next);
      page = Math.min(PAGE, 2 * page);
    } catch (EngineException.TooLarge e) {
      if (next.entries().size() == 1) {
        purgeAll("a change is too large: " + e.getMessage(), written, next.next());
      }
      page = Math.max(1, next.entries().size() / 2);
      return Step.MORE;
    }
    if (!next.caughtUp() || (asked && !placed)) {
      return Step.MORE;
    }
    oldest = null;
    return asked ? Step.CAUGHT_UP : Step.IDLE;
  }

  /** Finds out whether somebody asks, and from where on to follow. */
  private Step look() {
    Position newest = newest();
    Committed<Found> looked =
        ground.engine.transact(
            transaction -> {
              Found found = new Found();
              found.asked = !asking(transaction).isEmpty();
              found.place = PlaceRows.get(transaction, source.name());
              found.ceased = !found.asked && AskedRows.isAny(transaction, source.name());
              if (!found.asked && isWorthWriting(found.place, newest)) {
                PlaceRows.put(transaction, source.name(), newest);
                found.wrote = true;
              }
              return found;
            });
    Found found = looked.result();
    asked = found.asked;
    known = List.of();
    if (!found.asked) {
      ownStamp = found.wrote ? looked.stamp().number() : ownStamp;
      oldest = null;
      if (found.ceased) {
        askAnew();
      }
      return Step.IDLE;
    }
    Position place = found.place;
    Position end = newest(); // another follower may have moved the place meanwhile
    if (place == null || place.compareTo(end) > 0) {
      purgeAll("where the feed was followed is not known", place, newest);
    } else {
      written = place;
      read = place;
      placed = true;
    }
    return Step.MORE;
  }

  /** Purges what sites may have stored of what they ask for only now, or not any more. */
  private void askAnew() {
    List<LoggedPurge> logged =
        ground.purges.order(
            transaction -> AskChange.note(transaction, source, asking(transaction)).drafts());
    ordered(new Found(), logged);
  }

  /** Not where all that was committed since is the place itself. */
  private boolean isWorthWriting(@Nullable Position place, Position newest) {
    return place == null || (place.compareTo(newest) != 0 && newest.stamp().number() != ownStamp);
  }

  private Position newest() {
    return ground.engine.feed().newest();
  }

  private List<Subscription> asking(Reads reads) {
    return ground.subscriptions.in(reads).stream().filter(source::isAsked).toList();
  }

  private void purge(FeedPage next) {
    Found[] last = new Found[1];
    List<LoggedPurge> logged =
        ground.purges.order(
            transaction -> {
              Found found = begin(transaction, written);
              last[0] = found;
              return found.overtaken ? List.of() : drafts(transaction, next, found);
            });
    Found found = Objects.requireNonNull(last[0]);
    settle(found, next.next(), next.entries().size());
    ordered(found, logged);
  }

  private List<PurgeDraft> drafts(Transaction transaction, FeedPage next, Found found) {
    List<Subscription> asking = asking(transaction);
    found.asked = !asking.isEmpty();
    Targets targets = new Targets();
    if (found.asked) {
      found.committed = collect(transaction, asking, next.entries(), targets);
    }
    boolean tooMany = unwritten + next.entries().size() > UNWRITTEN_MAX;
    if (!targets.isEmpty() || !found.asked || tooMany || isDue()) {
      PlaceRows.put(transaction, source.name(), next.next());
      found.wrote = true;
    }
    return targets.drafts();
  }

  /** Returns when those changes were committed that purge anything. */
  private List<Instant> collect(
      Reads reads, List<Subscription> asking, List<Entry> entries, Targets targets) {
    List<Instant> committed = new ArrayList<>();
    ChangeSource.Reading reading = source.reading(reads, asking, ground.clock.instant());
    for (Entry entry : entries) {
      boolean purges;
      try {
        purges = reading.read(entry.octets(), targets);
      } catch (EngineException.Corrupt | IllegalArgumentException | ArithmeticException e) {
        log.error(
            "the change {} of {} cannot be read, and purges all: {}",
            entry,
            source.name(),
            e.toString());
        targets.addAll(sites(asking));
        purges = true;
      }
      if (purges) {
        committed.add(entry.committedAt());
      }
    }
    return committed;
  }

  private static Collection<String> sites(List<Subscription> asking) {
    return asking.stream().map(Subscription::site).distinct().toList();
  }

  /** Purges all there is of the sites that ask, and follows on from a place. */
  private void purgeAll(String why, @Nullable Position from, Position to) {
    Found[] last = new Found[1];
    List<LoggedPurge> logged =
        ground.purges.order(
            transaction -> {
              Found found = begin(transaction, from);
              last[0] = found;
              if (found.overtaken) {
                return List.of();
              }
              List<Subscription> asking = asking(transaction);
              found.asked = !asking.isEmpty();
              PlaceRows.put(transaction, source.name(), to);
              found.wrote = true;
              AskChange change = AskChange.note(transaction, source, asking);
              Targets all = new Targets();
              if (found.asked) {
                all.addAll(sites(asking));
              }
              return Stream.concat(all.drafts().stream(), change.endedDrafts().stream()).toList();
            });
    Found found = Objects.requireNonNull(last[0]);
    settle(found, to, 0);
    ordered(found, logged);
    if (!logged.isEmpty()) {
      log.warn("changes of {} may have been missed, as {}: purged all", source.name(), why);
    }
  }

  private Found begin(Transaction transaction, @Nullable Position expected) {
    Found found = new Found();
    found.place = PlaceRows.get(transaction, source.name());
    found.overtaken = !Objects.equals(found.place, expected);
    return found;
  }

  private boolean isDue() {
    return writtenAt.plus(UNWRITTEN_FOR).isBefore(ground.clock.instant());
  }

  /** Writes the place up to which there was nothing to purge. */
  private void keepPlace() {
    Position place = read;
    Committed<Found> kept =
        ground.engine.transact(
            transaction -> {
              Found found = begin(transaction, written);
              found.asked = asked;
              if (!found.overtaken) {
                PlaceRows.put(transaction, source.name(), place);
                found.wrote = true;
              }
              return found;
            });
    settle(kept.result(), place, 0);
    ownStamp = kept.stamp().number();
  }

  /** After a commit: another follower of the same engine may have been faster. */
  private void settle(Found found, Position next, int entries) {
    if (found.overtaken) {
      forget();
      return;
    }
    placed = found.asked;
    read = next;
    if (found.wrote) {
      written = next;
      writtenAt = ground.clock.instant();
      unwritten = 0;
    } else {
      unwritten += entries;
    }
    asked = found.asked;
  }

  private void ordered(Found found, List<LoggedPurge> logged) {
    if (!logged.isEmpty()) {
      purgesOrdered.add(logged.size());
      followed.add(found.committed.size());
      if (!found.committed.isEmpty()) {
        ground.arrivals.expect(logged.getLast().sequence(), found.committed, arrivals);
      }
    }
  }
}
