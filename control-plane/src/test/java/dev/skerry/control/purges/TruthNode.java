package dev.skerry.control.purges;

import dev.skerry.edge.config.Snapshot;
import dev.skerry.edge.config.document.Bundle;
import dev.skerry.edge.config.document.Compilation.Compiled;
import dev.skerry.edge.purge.Purge;
import dev.skerry.edge.sync.EdgeVitals;
import dev.skerry.edge.sync.EdgeVitals.HandlerVitals;
import dev.skerry.edge.sync.FollowingNode;
import dev.skerry.edge.sync.Report;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The node of an edge whose configuration stays as it is. */
final class TruthNode implements FollowingNode {
  private static final Snapshot SERVES = snapshot("serve");
  private static final Snapshot VALIDATES = snapshot("validate");

  private final Snapshot inForce;
  private final BooleanSupplier holds;

  TruthNode(boolean validates, BooleanSupplier holds) {
    this.inForce = validates ? VALIDATES : SERVES;
    this.holds = holds;
  }

  private static Snapshot snapshot(String whenLost) {
    String document =
        """
        sites:
          - hosts: example.com
            origin: http://127.0.0.1:1
        control-plane: {lost-after: 15s, when-lost: %s}
        """
            .formatted(whenLost);
    if (new Bundle("a.yaml", document, Map.of(), Map.of()).compile() instanceof Compiled compiled) {
      return compiled.snapshot();
    }
    throw new IllegalStateException(document);
  }

  @Override
  public List<String> apply(Compiled configuration) {
    throw new UnsupportedOperationException("nobody tells one");
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
    return holds.getAsBoolean();
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
