package dev.skerry.control.purges;

import dev.skerry.control.purges.TruthPlane.Ordered;
import dev.skerry.edge.purge.Position;
import dev.skerry.edge.purge.PurgeLimits;
import dev.skerry.edge.sync.ControlPlaneLink.Conversation;
import dev.skerry.edge.sync.Directive;
import dev.skerry.edge.sync.FollowStatus;
import dev.skerry.edge.sync.Report;
import dev.skerry.edge.sync.SteppedFollowing;
import dev.skerry.edge.sync.SyncCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An edge with its real store and its real following, on a slow line to a control plane. */
final class TruthEdge {
  private record Coming(long atMillis, Directive directive) {}

  private record Going(long atMillis, Report report) {}

  final String name;

  /** The purges that it has acknowledged, whichever history of the control plane they are of. */
  final Set<Ordered> acknowledged = new HashSet<>();

  boolean paused;
  boolean partitioned;
  TruthStore store;

  private final boolean validates;
  private final Path lastGood;
  private final LongSupplier trueMillis;
  private final InstantSource clock;
  private final Deque<Coming> coming = new ArrayDeque<>();
  private final Deque<Going> going = new ArrayDeque<>();
  private SteppedFollowing following;
  private @Nullable Conversation conversation;
  private int ofLife;
  private List<Ordered> ofHistory = List.of();
  private @Nullable Position noted;
  private byte[] synced = {};
  private int starts;

  /**
   * How an edge is.
   *
   * @param folder for its disk; null for none
   * @param skew of its clock, milliseconds
   */
  record Setup(String name, @Nullable Path folder, Path lastGood, boolean validates, long skew) {}

  TruthEdge(Setup setup, PurgeLimits limits, LongSupplier trueMillis) throws IOException {
    this.name = setup.name();
    this.validates = setup.validates();
    this.lastGood = setup.lastGood();
    this.trueMillis = trueMillis;
    this.clock = () -> Instant.ofEpochMilli(trueMillis.getAsLong() + setup.skew());
    this.store = new TruthStore(setup.folder(), limits, clock);
    this.following = following();
  }

  private SteppedFollowing following() {
    return new SteppedFollowing(
        new TruthNode(validates, () -> store.holds()), store.purges, lastGood, clock);
  }

  // ---- its control plane

  boolean isCut(TruthPlane plane) {
    return conversation == null || ofLife != plane.life;
  }

  void connect(TruthPlane plane) throws IOException, InterruptedException {
    disconnect();
    var hello = following.hello();
    ofLife = plane.life;
    conversation = plane.link(name).open(hello);
    ofHistory = plane.ordered;
  }

  void disconnect() {
    Conversation open = conversation;
    if (open != null) {
      open.close();
      following.lost();
      conversation = null;
      coming.clear();
      going.clear();
    }
  }

  /** What the control plane tells now is under way for so long, and what was on its way arrives. */
  void exchange(long delay) throws InterruptedException {
    Conversation open = conversation;
    if (open == null) {
      return;
    }
    try {
      while (!going.isEmpty() && going.getFirst().atMillis() <= trueMillis.getAsLong()) {
        open.report(List.of(SyncCodec.report(SyncCodec.write(going.removeFirst().report()))));
      }
      long at = trueMillis.getAsLong() + delay;
      long earliest = coming.isEmpty() ? at : Math.max(at, coming.getLast().atMillis());
      for (Directive next = open.next(Duration.ZERO);
          next != null;
          next = open.next(Duration.ZERO)) {
        coming.add(new Coming(earliest, next));
      }
    } catch (IOException e) {
      disconnect();
    }
  }

  /** Carries out what has arrived, at most so many. */
  void carryOut(int most) {
    try {
      for (int i = 0; i < most && !coming.isEmpty(); i++) {
        if (coming.getFirst().atMillis() > trueMillis.getAsLong()) {
          break;
        }
        following.told(SyncCodec.write(coming.removeFirst().directive()));
      }
    } catch (IOException e) {
      disconnect();
    }
  }

  /** Makes it last, and acknowledges; an edge does so in a conversation alone. */
  void settle(long delay) throws IOException {
    if (conversation == null) {
      return;
    }
    for (Report report : following.settle()) {
      if (report instanceof Report.Applied(long sequence)) {
        ofHistory.stream()
            .filter(one -> one.purge().sequence() <= sequence)
            .forEach(acknowledged::add);
      }
      long at = trueMillis.getAsLong() + delay;
      going.add(new Going(going.isEmpty() ? at : Math.max(at, going.getLast().atMillis()), report));
    }
    Path journal = store.journal();
    if (journal != null) {
      synced = Files.readAllBytes(journal);
    }
  }

  FollowStatus status() {
    return following.status();
  }

  void note() {
    noted = store.purges.position();
  }

  // ---- its end and its start

  /** Stops in good order, and starts again. */
  void restart() throws IOException {
    disconnect();
    Path folder = store.folder();
    store.close();
    open(folder);
  }

  /** Stops at once; a power failure takes what was not synced of its purges with it. */
  void kill(boolean powerFailure) throws IOException {
    disconnect();
    Path folder = store.folder();
    if (folder == null) {
      store.close();
      open(null);
      return;
    }
    // What it does from here on is not in the copy, with which it starts again.
    store.settle();
    Path copy = folder.resolveSibling(name + "-" + ++starts);
    copy(folder, copy);
    store.close();
    delete(folder);
    if (powerFailure && synced.length > 0) {
      Files.write(copy.resolve("disk").resolve("purges"), synced);
    }
    open(copy);
  }

  private void open(@Nullable Path folder) throws IOException {
    store = new TruthStore(folder, store.limits(), clock);
    Position start = noted;
    if (start != null && store.purges.position() == null && !store.holds()) {
      store.purges.startAt(start); // as a follower does
    }
    following = following();
    Path journal = store.journal();
    synced = journal == null ? new byte[0] : Files.readAllBytes(journal);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path one : all.toList()) {
        Path there = to.resolve(from.relativize(one).toString());
        if (Files.isDirectory(one)) {
          Files.createDirectories(there);
        } else {
          Files.copy(one, there);
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }

  void close() throws IOException {
    disconnect();
    Path folder = store.folder();
    store.close();
    if (folder != null) {
      delete(folder);
    }
  }
}
