package dev.skerry.edge.sync;

import dev.skerry.edge.purge.Position;
import dev.skerry.edge.purge.PurgeLimits;
import dev.skerry.edge.purge.PurgeState;
import dev.skerry.edge.purge.PurgeTable;
import dev.skerry.edge.purge.Purgeable;
import dev.skerry.edge.purge.Ticket;
import dev.skerry.edge.sync.SimulatedControlPlane.Ordered;
import dev.skerry.edge.sync.SimulatedControlPlane.Talk;
import dev.skerry.http.Fields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An edge with the real table of purges and the real following; what is stored, in memory and on a
 * disk, is a map.
 */
final class SimulatedEdge {
  /** A stored response, or one that is being fetched. */
  record Item(String url, List<String> tags, long step, long bornTrue, long born, Ticket ticket)
      implements Purgeable {
    @Override
    public String site() {
      return "shop";
    }

    @Override
    public String host() {
      return "example.com";
    }

    @Override
    public int status() {
      return 200;
    }

    @Override
    public Fields fields() {
      return Fields.EMPTY;
    }

    @Override
    public long sizeBytes() {
      return 100;
    }

    @Override
    public long ageMillis(long atMillis) {
      return Math.max(0, atMillis - born);
    }
  }

  /** What of a stored response is on the disk. */
  private record Kept(Item item, long sequence, PurgeState state) {}

  private record Coming(long atMillis, Directive directive) {}

  final TestNode node;
  final Map<String, Item> memory = new TreeMap<>();
  final Map<String, Item> fills = new TreeMap<>();

  /** What this edge has acknowledged. */
  final Set<Ordered> acknowledged = new HashSet<>();

  boolean paused;
  boolean partitioned;
  PurgeTable purges;
  @Nullable Talk talk;

  private final @Nullable Path file;
  private final Path lastGood;
  private final InstantSource clock;
  private final LongSupplier trueMillis;
  private final Map<String, Kept> disk = new TreeMap<>();
  private final Deque<Coming> coming = new ArrayDeque<>();
  private Following following;
  private @Nullable Position noted;
  private byte[] synced = {};

  SimulatedEdge(
      @Nullable Path file, Path lastGood, String whenLost, long skew, LongSupplier trueMillis)
      throws IOException {
    this.file = file;
    this.lastGood = lastGood;
    this.trueMillis = trueMillis;
    this.clock = () -> Instant.ofEpochMilli(trueMillis.getAsLong() + skew);
    this.node = new TestNode(TestNode.document(whenLost));
    this.purges = open();
    this.following = following();
  }

  private PurgeTable open() throws IOException {
    return file == null
        ? new PurgeTable(PurgeLimits.DEFAULT, clock)
        : PurgeTable.durable(PurgeLimits.DEFAULT, clock, file);
  }

  private Following following() {
    return new Following(
        new Following.Plan(
            node,
            purges,
            new LastGood(lastGood),
            "1",
            1,
            clock,
            Runnable::run,
            Runnable::run,
            Runnable::run,
            () -> {}),
        null);
  }

  long now() {
    return clock.millis();
  }

  // ---- its control plane

  void connect(SimulatedControlPlane controlPlane) {
    disconnect();
    talk = controlPlane.open(following.hello(), trueMillis.getAsLong());
  }

  void disconnect() {
    if (talk != null) {
      following.lost("cut");
      talk = null;
      coming.clear();
    }
  }

  boolean isCut(SimulatedControlPlane controlPlane) {
    return talk == null || talk.ofLife != controlPlane.life;
  }

  /** What the control plane tells now is under way. */
  void hear(long delay) {
    Talk open = talk;
    if (open != null) {
      long earliest = coming.isEmpty() ? 0 : coming.getLast().atMillis();
      long at = Math.max(earliest, trueMillis.getAsLong() + delay);
      open.next(trueMillis.getAsLong()).forEach(d -> coming.add(new Coming(at, d)));
    }
  }

  /** Carries out what has arrived, at most so many. */
  void carryOut(int most) {
    try {
      for (int i = 0; i < most && !coming.isEmpty(); i++) {
        if (coming.getFirst().atMillis() > trueMillis.getAsLong()) {
          break;
        }
        following.told(coming.removeFirst().directive());
      }
    } catch (IOException e) {
      disconnect();
    }
  }

  /** Makes it last, and acknowledges. */
  void settle() throws IOException {
    Talk open = talk;
    for (Report report : following.settle()) {
      if (open != null && report instanceof Report.Applied(long sequence)) {
        for (Ordered ordered : open.ofLog) {
          if (ordered.purge().sequence() <= sequence) {
            acknowledged.add(ordered);
          }
        }
      }
    }
    if (file != null) {
      synced = Files.readAllBytes(file);
    }
  }

  void note() {
    noted = purges.position();
  }

  // ---- its end and its start

  /** Stops at once and starts again; a power failure takes what was not synced with it. */
  void kill(boolean powerFailure) throws IOException {
    disconnect();
    purges.close();
    memory.clear();
    fills.clear();
    if (file != null && powerFailure && synced.length > 0) {
      Files.write(file, synced);
    }
    purges = open();
    disk.values().forEach(kept -> purges.startAbove(kept.sequence()));
    for (Kept kept : List.copyOf(disk.values())) {
      Ticket ticket = purges.adopt(kept.sequence(), kept.state());
      Item old = kept.item();
      if (ticket != null) {
        memory.put(
            old.url(),
            new Item(old.url(), old.tags(), old.step(), old.bornTrue(), old.born(), ticket));
      }
    }
    node.holds = !memory.isEmpty();
    Position start = noted;
    if (start != null && purges.position() == null && !node.holds()) {
      purges.startAt(start);
    }
    following = following();
  }

  // ---- what it stores

  void fetch(String url, List<String> tags, long step) {
    fills.put(url, new Item(url, tags, step, trueMillis.getAsLong(), now(), purges.begin()));
  }

  /** A fetch has ended; what waiters of it are served, null for nothing. */
  @Nullable Item complete(String url) {
    Item filled = fills.remove(url);
    if (filled == null || purges.check(filled) == PurgeState.HARD) {
      return null;
    }
    Item before = memory.put(url, filled);
    if (before != null) {
      before.ticket().release();
    }
    if (file != null) {
      disk.put(url, new Kept(filled, filled.ticket().sequence(), filled.ticket().state()));
    }
    return purges.currency().mustValidate(now()) ? null : filled;
  }

  /** What a request for that URL is served from what is stored; null if the origin is asked. */
  @Nullable Item lookup(String url) {
    Item stored = memory.get(url);
    if (stored == null || purges.currency().mustValidate(now())) {
      return null;
    }
    if (purges.check(stored) == PurgeState.HARD) {
      memory.remove(url);
      stored.ticket().release();
      return null;
    }
    return stored;
  }

  List<String> urls() {
    return new ArrayList<>(memory.keySet());
  }

  FollowStatus status() {
    return following.status();
  }
}
