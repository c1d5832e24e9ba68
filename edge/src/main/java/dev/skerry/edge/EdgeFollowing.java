package dev.skerry.edge;

import dev.skerry.edge.admin.NodeStatus;
import dev.skerry.edge.config.Snapshot;
import dev.skerry.edge.config.document.Compilation.Compiled;
import dev.skerry.edge.disk.DiskTier;
import dev.skerry.edge.exchange.ScheduledCalls;
import dev.skerry.edge.observe.HandlerLines;
import dev.skerry.edge.observe.HandlerTail;
import dev.skerry.edge.observe.SiteFigures;
import dev.skerry.edge.purge.Purge;
import dev.skerry.edge.purge.Selector;
import dev.skerry.edge.sync.EdgeVitals;
import dev.skerry.edge.sync.EdgeVitals.SiteVitals;
import dev.skerry.edge.sync.FollowingNode;
import dev.skerry.edge.sync.LastKeys;
import dev.skerry.edge.sync.Report;
import dev.skerry.edge.sync.ScheduledRun;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node that follows a control plane, with what its own machine says before the document. */
public final class EdgeFollowing implements FollowingNode {
  private static final Logger log = LoggerFactory.getLogger(EdgeFollowing.class);

  private static final int SITES_MAX = 1_000;
  private static final int FAILURE_CHARS = 1_000;
  private static final String OTHER_SITES = "_other";

  private final EdgeNode node;
  private final Local local;
  private final Snapshot started;

  private final KeyHistory history;

  /**
   * What is this edge's own.
   *
   * @param overrides what the machine says goes before what a document says
   * @param inForce is told of each configuration that comes into force
   * @param state of the node
   * @param startedAtMillis when the process started
   * @param folder for what following keeps on disk; made if it is not there
   */
  public record Local(
      UnaryOperator<Snapshot> overrides,
      InForceListener inForce,
      Supplier<NodeStatus.State> state,
      long startedAtMillis,
      Path folder) {}

  /** Is told of each configuration that comes into force. */
  @FunctionalInterface
  public interface InForceListener {
    /** That one is in force. */
    void inForce(Compiled configuration);
  }

  /**
   * Of a node that was just started.
   *
   * @throws IOException if the folder of following cannot be used
   */
  public EdgeFollowing(EdgeNode node, Local local) throws IOException {
    this.node = node;
    this.local = local;
    this.started = node.snapshot();
    this.history =
        node.disk() == null
            ? KeyHistory.inMemory(started)
            : KeyHistory.open(new LastKeys(local.folder()), started, holds(), this::purgeAll);
  }

  private void purgeAll() throws IOException {
    log.warn("it is not known any more under which keys responses are stored: all are purged");
    Purge all =
        new Purge(1, node.clock().millis(), null, List.of(new Selector.Everything()), false);
    node.purges().follow(all, null);
    node.purges().sync();
  }

  @Override
  public List<String> apply(Compiled configuration) throws IOException {
    Snapshot next = local.overrides().apply(configuration.snapshot());
    history.coming(next, this::purgeAll);
    node.apply(next);
    local.inForce().inForce(configuration);
    return RestartOnly.changed(started, next);
  }

  @Override
  public Snapshot inForce() {
    return node.snapshot();
  }

  @Override
  public Set<String> keys(String url) {
    return history.keys(node.snapshot(), url);
  }

  @Override
  public boolean holds() {
    DiskTier disk = node.disk();
    return node.store().keys() > 0 || (disk != null && disk.responses() > 0);
  }

  @Override
  public Report.Counted count(long question, Purge purge) {
    DiskTier disk = node.disk();
    return new Report.Counted(
        question, PurgeRehearsal.matched(node, purge), disk == null ? -1 : disk.responses());
  }

  @Override
  public void tail(HandlerTail.Asked asked, Consumer<HandlerLines> answer) {
    node.handlerTail().ask(asked, answer);
  }

  @Override
  public boolean runs(String handler) {
    return local.state().get() == NodeStatus.State.READY && handler(handler).isPresent();
  }

  private Optional<HandlerSpec> handler(String id) {
    return node.snapshot().handlers().stream().filter(spec -> spec.id().equals(id)).findFirst();
  }

  @Override
  public void run(ScheduledRun run, Consumer<Report.Ran> ended) {
    handler(run.handler())
        .ifPresentOrElse(
            spec ->
                ScheduledCalls.call(
                    node.services(),
                    node.loops().next(),
                    spec,
                    run.occurrence(),
                    verdict -> ended.accept(new Report.Ran(run, failure(spec, verdict)))),
            () -> ended.accept(new Report.Ran(run, "the handler is gone")));
  }

  private static String failure(HandlerSpec spec, Verdict verdict) {
    if (!(verdict instanceof Verdict.Failed failed)) {
      return "";
    }
    String said = spec.bindings().withoutSecrets(failed.said());
    return said.length() <= FAILURE_CHARS ? said : said.substring(0, FAILURE_CHARS) + "…";
  }

  @Override
  public EdgeVitals vitals() {
    DiskTier disk = node.disk();
    String trouble = disk == null ? null : disk.trouble();
    return new EdgeVitals(
        node.clock().millis(),
        local.startedAtMillis(),
        local.state().get().name().toLowerCase(Locale.ROOT),
        node.listenerCounters().open(),
        node.store().weightBytes(),
        node.services().contentMemory().budget().limit(),
        disk == null ? 0 : disk.bytes(),
        disk == null ? 0 : disk.budgetBytes(),
        trouble == null ? "" : trouble,
        node.handlerVitals(),
        sites());
  }

  private List<SiteVitals> sites() {
    List<SiteFigures> busiestFirst =
        node.metrics().siteFigures(SiteVitals.LATENCY_BOUNDS_MICROS).stream()
            .filter(figures -> figures.requests() > 0)
            .sorted(Comparator.comparingLong(SiteFigures::requests).reversed())
            .toList();
    List<SiteVitals> sites = new ArrayList<>();
    SiteVitals others = null;
    for (SiteFigures figures : busiestFirst) {
      if (sites.size() < SITES_MAX) {
        sites.add(vitals(figures.site(), figures));
      } else {
        others = others == null ? vitals(OTHER_SITES, figures) : sum(others, figures);
      }
    }
    if (others != null) {
      sites.add(others);
    }
    return sites;
  }

  private static SiteVitals vitals(String name, SiteFigures figures) {
    return new SiteVitals(
        name,
        figures.requests(),
        figures.hits(),
        figures.bytes(),
        figures.clientErrors(),
        figures.serverErrors(),
        figures.firstBytes());
  }

  private static SiteVitals sum(SiteVitals sum, SiteFigures more) {
    List<Long> latencies = new ArrayList<>();
    for (int i = 0; i < sum.latencies().size(); i++) {
      latencies.add(sum.latencies().get(i) + more.firstBytes().get(i));
    }
    return new SiteVitals(
        sum.site(),
        sum.requests() + more.requests(),
        sum.hits() + more.hits(),
        sum.bytes() + more.bytes(),
        sum.clientErrors() + more.clientErrors(),
        sum.serverErrors() + more.serverErrors(),
        latencies);
  }
}
