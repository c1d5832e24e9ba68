package dev.skerry.edge.sync;

import dev.skerry.edge.config.Snapshot;
import dev.skerry.edge.config.document.Bundle;
import dev.skerry.edge.config.document.Compilation;
import dev.skerry.edge.config.document.Compilation.Compiled;
import dev.skerry.edge.observe.HandlerLines;
import dev.skerry.edge.observe.HandlerTail;
import dev.skerry.edge.purge.Purge;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A node that only notes what following does to it. */
final class TestNode implements FollowingNode {
  /** What it says that its handlers have written. */
  static final HandlerLines LINES = new HandlerLines(List.of(), 7, 0);

  final List<Snapshot> applied = new ArrayList<>();
  @Nullable IOException refusal;
  boolean holds;

  /** Keys from the second time on. */
  Set<String> keysLater = Set.of();

  /** What can run here by a schedule. */
  Set<String> scheduled = Set.of();

  final List<ScheduledRun> begun = new ArrayList<>();

  private int asked;
  private Snapshot inForce;

  TestNode(String document) {
    inForce = compile(document);
  }

  /** A document in which edges that have lost their control plane serve on, or validate. */
  static String document(String whenLost) {
    return """
    sites:
      - hosts: example.com
        origin: http://127.0.0.1:1
    control-plane: {lost-after: 15s, when-lost: %s}
    """
        .formatted(whenLost);
  }

  static Bundle bundle(String document) {
    return new Bundle("skerry.yaml", document, Map.of(), Map.of());
  }

  private static Snapshot compile(String document) {
    Compilation compilation = bundle(document).compile();
    if (compilation instanceof Compiled compiled) {
      return compiled.snapshot();
    }
    throw new IllegalArgumentException(compilation.toString());
  }

  @Override
  public List<String> apply(Compiled configuration) throws IOException {
    if (refusal != null) {
      throw refusal;
    }
    inForce = configuration.snapshot();
    applied.add(inForce);
    return List.of("/listen");
  }

  @Override
  public Snapshot inForce() {
    return inForce;
  }

  @Override
  public Set<String> keys(String url) {
    Set<String> keys = new TreeSet<>(Set.of(url, url + "#key"));
    if (asked++ > 0) {
      keys.addAll(keysLater);
    }
    return keys;
  }

  @Override
  public boolean holds() {
    return holds;
  }

  @Override
  public Report.Counted count(long question, Purge purge) {
    return new Report.Counted(question, purge.selectors().size(), -1);
  }

  @Override
  public void tail(HandlerTail.Asked asked, Consumer<HandlerLines> answer) {
    answer.accept(LINES);
  }

  @Override
  public boolean runs(String handler) {
    return scheduled.contains(handler);
  }

  @Override
  public void run(ScheduledRun run, Consumer<Report.Ran> ended) {
    begun.add(run);
    ended.accept(new Report.Ran(run, ""));
  }

  @Override
  public EdgeVitals vitals() {
    return new EdgeVitals(
        1, 1, "ready", 0, 0, 0, 0, 0, "", EdgeVitals.HandlerVitals.NONE, List.of());
  }
}
