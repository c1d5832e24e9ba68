package dev.skerry.edge.purge;

import dev.skerry.edge.purge.Epochs.Epoch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The purges of one edge: numbers them, remembers those that may still matter, and says of a stored
 * response whether one of them concerns it.
 *
 * <p>How a cache uses it. {@link #begin} before a fetch, be it to fill or to validate; {@link
 * #check} at every use of a stored response, and once more when a fill is complete; {@link
 * Ticket#release} when the fetch has failed or the stored response is gone. To validate: begin
 * first, check the old one then, and send the conditional request only if it is not hard purged; a
 * 304 gives the stored response the new ticket. Now and then, in the background: {@link #retire},
 * and where {@link #wantsRevisit} says so, {@link #revisit} for each stored response, and {@code
 * retire} again.
 *
 * <p>Why no purge is missed. A purge is in the maps before its number is the latest, and {@code
 * check} reads the latest number before the maps; it notes on the ticket the number it has read, so
 * a purge that comes meanwhile is found by the next look-up. A purge is forgotten only when no
 * ticket in use is compared up to a lesser number ({@link Epochs}), and a check that ends with its
 * ticket released says HARD, as what it looked for may have been forgotten. A purge for which there
 * is no room becomes one of its whole site, or of everything, before it is taken away, and those
 * are read last.
 *
 * <p>Safe for use by several threads. {@code begin} and {@code check} neither lock nor wait.
 */
public final class PurgeTable implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PurgeTable.class);

  private final InstantSource clock;
  private final Epochs epochs;
  private final Scope allSites = new Scope(null);
  private final ConcurrentHashMap<String, Scope> sites = new ConcurrentHashMap<>();

  /** Guards every change, but the counting of tickets; nobody reads or writes files under it. */
  private final Object lock = new Object();

  private final Memory memory;
  private final FoldedNotice folded = new FoldedNotice();

  /** Null where no stored response outlives the process. */
  private final @Nullable PurgeJournal journal;

  private final Currency currency = new Currency();
  private volatile long latest;
  private volatile @Nullable Position position;

  /** Makes a table without purges, whose first purge gets number 1. */
  public PurgeTable(PurgeLimits limits, InstantSource clock) {
    this(limits, clock, null);
  }

  private PurgeTable(PurgeLimits limits, InstantSource clock, @Nullable PurgeJournal journal) {
    this.clock = clock;
    this.epochs = new Epochs(limits.epochs(), 0);
    this.memory = new Memory(limits, allSites, sites);
    this.journal = journal;
  }

  /**
   * Makes a table whose purges are kept in a file, with those that are there already.
   *
   * <p>Where the file is damaged, everything is purged that was stored before.
   *
   * @param file made if it is not there; belongs to this table until it is closed
   * @throws IOException if the file cannot be read or written
   */
  public static PurgeTable durable(PurgeLimits limits, InstantSource clock, Path file)
      throws IOException {
    PurgeJournal journal = new PurgeJournal(file);
    PurgeTable table = new PurgeTable(limits, clock, journal);
    table.restore(journal.restore(), journal);
    return table;
  }

  private void restore(PurgeJournal.Restored restored, PurgeJournal to) throws IOException {
    synchronized (lock) {
      restored.purges().forEach(memory::remember);
      latest = restored.latest();
      position = restored.position();
      if (restored.damaged()) {
        latest++;
        memory.remember(everything(latest));
      }
    }
    to.rewrite(this::due);
  }

  private Purge everything(long sequence) {
    return new Purge(sequence, clock.millis(), null, List.of(new Selector.Everything()), false);
  }

  /**
   * Takes the numbers up to this one for given: stored responses that outlived the process carry
   * them. The next purge gets a higher one.
   */
  public void startAbove(long sequence) {
    synchronized (lock) {
      latest = Math.max(latest, sequence);
    }
  }

  /**
   * Takes a ticket for a stored response that outlived the process, or its place in memory: as old
   * as the one it had. The caller must release it.
   *
   * @param sequence the number of that ticket
   * @param state what had been found up to there
   * @return null if it is not known any more what was purged since: then it must not be used
   */
  public @Nullable Ticket adopt(long sequence, PurgeState state) {
    synchronized (lock) {
      Epoch epoch = sequence > latest ? null : epochs.enterUpTo(sequence);
      if (epoch == null) {
        return null;
      }
      Ticket ticket = new Ticket(epoch, sequence);
      ticket.settle(state, sequence);
      return ticket;
    }
  }

  /** The number of the newest purge, 0 before the first; one volatile read. */
  public long latest() {
    return latest;
  }

  /** Takes a ticket for a fetch that is about to begin; the caller must release it. */
  public Ticket begin() {
    Epoch epoch = epochs.enter();
    return new Ticket(epoch, latest);
  }

  /**
   * What the purges say of a stored response, or of one that is being filled.
   *
   * <p>Where nothing was purged since the last call this costs a few volatile reads.
   */
  public PurgeState check(Purgeable stored) {
    Ticket ticket = stored.ticket();
    long now = latest;
    long since = ticket.sequence();
    if (since < now) {
      compare(stored, ticket, since, now);
    }
    return ticket.state();
  }

  private void compare(Purgeable stored, Ticket ticket, long since, long now) {
    PurgeState found = PurgeState.NONE;
    Scope site = sites.get(stored.site());
    if (site != null) {
      found = site.since(stored, since);
    }
    if (found != PurgeState.HARD) {
      found = found.or(allSites.since(stored, since));
    }
    ticket.settle(ticket.isReleased() ? PurgeState.HARD : found, now);
  }

  /**
   * Purges, now: takes the next number.
   *
   * <p>In a {@linkplain #durable durable} table it returns when the purge will be there after a
   * restart; so it may block.
   *
   * @param site the only site it touches, or null for all
   * @return the purge as it was applied
   * @throws UncheckedIOException if it was applied, but may be forgotten at a restart
   */
  public Purge apply(@Nullable String site, List<Selector> selectors, boolean soft) {
    Purge purge;
    synchronized (lock) {
      purge = new Purge(latest + 1, clock.millis(), site, selectors, soft);
      remember(purge, null);
    }
    sync(purge);
    return purge;
  }

  /**
   * Applies a purge that was numbered elsewhere. Numbers may leave gaps.
   *
   * @return false if its number is not above the latest: then it was applied before, and nothing is
   *     done
   * @throws UncheckedIOException if it was applied, but may be forgotten at a restart
   */
  public boolean apply(Purge purge) {
    synchronized (lock) {
      if (purge.sequence() <= latest) {
        return false;
      }
      remember(purge, null);
    }
    sync(purge);
    return true;
  }

  /**
   * Applies a purge of a numbering that is followed, under the next number of this table: whatever
   * number it has there, it is never taken for one that was applied before. It is in force when
   * this returns; {@link #sync} returns when it, and the position, will be there after a restart.
   *
   * @param purge its own number is of no account
   * @param follows where the followed numbering stands with it; null for where it stood
   */
  public void follow(Purge purge, @Nullable Position follows) {
    synchronized (lock) {
      Purge numbered =
          new Purge(latest + 1, purge.atMillis(), purge.site(), purge.selectors(), purge.soft());
      remember(numbered, follows);
      if (follows != null) {
        position = follows;
      }
    }
  }

  /**
   * Purges a URL that a request has changed (RFC 9111 §4.4), under the next number. It is in force
   * when this returns. Touches no file, so that an event loop may call it.
   *
   * @return whether {@link #sync} is to be called soon, by the caller: nobody else was told so
   *     since it was last
   */
  public boolean invalidate(String site, String url) {
    synchronized (lock) {
      Purge changed =
          new Purge(latest + 1, clock.millis(), site, List.of(new Selector.Url(url)), false);
      takeEffect(changed);
      return journal != null && journal.appendChanged(changed);
    }
  }

  /** Where the numbering that is followed stands, null if none was yet. */
  public @Nullable Position position() {
    return position;
  }

  /**
   * Takes a position for given, where nothing is stored yet and nothing is being fetched: whatever
   * will be stored was fetched after the purges up to it.
   *
   * @throws IOException if it is taken, but may be forgotten at a restart
   */
  public void startAt(Position start) throws IOException {
    synchronized (lock) {
      position = start;
      if (journal != null) {
        journal.startAt(start);
      }
    }
    if (journal != null) {
      journal.rewrite(this::due);
    }
  }

  /**
   * Returns when all purges up to now, and the position, will be there after a restart; at once in
   * a table that is not {@linkplain #durable durable}.
   *
   * @throws IOException if that cannot be; to be tried again
   */
  public void sync() throws IOException {
    if (journal == null) {
      return;
    }
    try {
      journal.sync(latest, this::due);
    } catch (IOException first) {
      log.warn("the purges' file is written anew: {}", first.getMessage());
      journal.sync(latest, this::due);
    }
  }

  /** Whether what is stored may be served without asking the origin. */
  public Currency currency() {
    return currency;
  }

  private void remember(Purge purge, @Nullable Position follows) {
    takeEffect(purge);
    if (journal != null) {
      journal.append(purge, follows);
    }
  }

  private PurgeJournal.Due due(boolean all) {
    PurgeJournal kept = Objects.requireNonNull(journal, "only a journal asks");
    synchronized (lock) {
      return kept.due(all, memory::purges, latest);
    }
  }

  private void takeEffect(Purge purge) {
    memory.remember(purge);
    latest = purge.sequence();
    folded.tell(memory.folded(), clock.millis());
  }

  private void sync(Purge purge) {
    if (journal != null) {
      try {
        journal.sync(purge.sequence(), this::due);
      } catch (IOException e) {
        throw new UncheckedIOException(e.getMessage(), e);
      }
    }
  }

  /**
   * Closes the file of a {@linkplain #durable durable} table, with all purges in it; nothing can be
   * purged any more.
   */
  @Override
  public void close() {
    if (journal != null) {
      try {
        sync();
      } catch (IOException e) {
        log.warn("what was purged last may be served again after a restart", e);
      }
      try {
        journal.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * {@linkplain #check Checks} a stored response and notes that it is not old any more, so that the
   * purges up to now need not be remembered for its sake. For a walk over all stored responses in
   * the background; it may leave out some, which then are remembered for.
   */
  public PurgeState revisit(Purgeable stored) {
    Ticket ticket = stored.ticket();
    if (ticket.isIn(epochs.current())) {
      return check(stored);
    }
    Epoch entered = epochs.enter();
    PurgeState state = check(stored);
    if (!ticket.moveTo(entered)) {
      entered.leave();
    }
    return state;
  }

  /** Whether it is time to {@link #revisit} all stored responses: the memory of purges fills up. */
  public boolean wantsRevisit() {
    synchronized (lock) {
      return memory.isFillingUp();
    }
  }

  /**
   * Forgets the purges that no ticket in use can be concerned by. For the background; costs as much
   * as it forgets, in steps between which purges can be applied.
   */
  public void retire() {
    synchronized (lock) {
      memory.forgetUpTo(epochs.turn(latest));
    }
    boolean more = true;
    while (more) {
      synchronized (lock) {
        more = memory.forgetSome();
      }
    }
  }

  /** The figures of the moment. */
  public PurgeCounts counts() {
    synchronized (lock) {
      return memory.counts(latest, epochs.count(), epochs.tickets());
    }
  }

  /** The memory that it takes, in bytes, about. */
  public long bytes() {
    synchronized (lock) {
      return memory.bytes();
    }
  }

  /** Sites of which something is remembered. */
  int scopes() {
    return sites.size();
  }
}
