package dev.skerry.control.schedules;

import dev.skerry.control.fleet.Session;
import dev.skerry.control.fleet.Sessions;
import dev.skerry.edge.config.Snapshot;
import dev.skerry.edge.config.document.Bundle;
import dev.skerry.edge.config.document.Compilation.Compiled;
import dev.skerry.edge.purge.Purge;
import dev.skerry.edge.purge.PurgeLimits;
import dev.skerry.edge.purge.PurgeTable;
import dev.skerry.edge.sync.Directive;
import dev.skerry.edge.sync.EdgeVitals;
import dev.skerry.edge.sync.EdgeVitals.HandlerVitals;
import dev.skerry.edge.sync.FollowingNode;
import dev.skerry.edge.sync.Report;
import dev.skerry.edge.sync.ScheduledRun;
import dev.skerry.edge.sync.SteppedFollowing;
import dev.skerry.edge.sync.SyncCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An edge that follows as any other, a step at a time, and notes the runs that it begins. */
final class ScheduledEdge implements FollowingNode {
  final String name;

  /** All that it has begun, also before it died. */
  final List<ScheduledRun> begun = new ArrayList<>();

  /** Those of its runs that go on. */
  final Map<ScheduledRun, Consumer<Report.Ran>> open = new LinkedHashMap<>();

  boolean willing = true;
  private final Path folder;
  private final InstantSource clock;
  private final PurgeTable purges;
  private SteppedFollowing following;
  private @Nullable Session session;
  private Snapshot inForce = compiled();

  ScheduledEdge(String name, Path folder, InstantSource clock) {
    this.name = name;
    this.folder = folder.resolve(name);
    this.clock = clock;
    this.purges = new PurgeTable(PurgeLimits.DEFAULT, clock);
    this.following = new SteppedFollowing(this, purges, this.folder, clock);
  }

  private static Snapshot compiled() {
    String nothing = "sites: [{hosts: ['*'], redirect: {to: 'https://www.example/'}}]\n";
    return ((Compiled) new Bundle("a.yaml", nothing, Map.of(), Map.of()).compile()).snapshot();
  }

  /** Comes to a control plane. */
  void come(Sessions sessions) throws IOException {
    session = sessions.open(name, following.hello());
  }

  /** Its connection breaks; it goes on. */
  void cut() {
    Session last = session;
    session = null;
    if (last != null) {
      last.end("cut");
      following.lost();
    }
  }

  /** Its process ends, and what it was running with it; another one begins. */
  void die() {
    cut();
    open.clear();
    following = new SteppedFollowing(this, purges, folder, clock);
  }

  /** Whether it is connected. */
  boolean follows() {
    return session != null;
  }

  /** Carries out all that it is told, and reports. */
  void step() throws IOException {
    Session on = session;
    if (on == null) {
      return;
    }
    for (Directive next = on.next(); next != null; next = on.next()) {
      following.told(SyncCodec.write(next));
      following.settle().forEach(on::report);
    }
    following.settle().forEach(on::report);
  }

  /** Its runs come to their ends. */
  void finish(String failure) {
    Map<ScheduledRun, Consumer<Report.Ran>> ending = new LinkedHashMap<>(open);
    open.clear();
    ending.forEach((run, ended) -> ended.accept(new Report.Ran(run, failure)));
  }

  @Override
  public boolean runs(String handler) {
    return willing;
  }

  @Override
  public void run(ScheduledRun run, Consumer<Report.Ran> ended) {
    begun.add(run);
    open.put(run, ended);
  }

  @Override
  public List<String> apply(Compiled configuration) {
    inForce = configuration.snapshot();
    return List.of();
  }

  @Override
  public Snapshot inForce() {
    return inForce;
  }

  @Override
  public Set<String> keys(String url) {
    return Set.of(url);
  }

  @Override
  public boolean holds() {
    return false;
  }

  @Override
  public Report.Counted count(long question, Purge purge) {
    return new Report.Counted(question, 0, -1);
  }

  @Override
  public EdgeVitals vitals() {
    return new EdgeVitals(1, 1, "ready", 0, 0, 0, 0, 0, "", HandlerVitals.NONE, List.of());
  }
}
