package dev.skerry.edge;

import dev.skerry.edge.admin.AdminServices;
import dev.skerry.edge.admin.ConfigService;
import dev.skerry.edge.admin.Explanation;
import dev.skerry.edge.admin.Explanation.Stored;
import dev.skerry.edge.admin.NodeStatus;
import dev.skerry.edge.admin.NodeStatus.State;
import dev.skerry.edge.admin.Problem;
import dev.skerry.edge.admin.ProblemException;
import dev.skerry.edge.admin.PurgeOrder;
import dev.skerry.edge.admin.PurgeOutcome;
import dev.skerry.edge.admin.TailService;
import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.config.Rule;
import dev.skerry.edge.config.Site;
import dev.skerry.edge.disk.DiskTier;
import dev.skerry.edge.exchange.Explain;
import dev.skerry.edge.exchange.KeyUrls;
import dev.skerry.edge.observe.HandlerLines;
import dev.skerry.edge.observe.HandlerTail;
import dev.skerry.edge.observe.MetricsText;
import dev.skerry.edge.purge.Purge;
import dev.skerry.edge.purge.PurgeState;
import dev.skerry.edge.purge.Selector;
import dev.skerry.http.Request;
import io.netty.handler.ssl.OpenSsl;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the admin API can ask of a node, on any thread that may block. */
public final class NodeAdmin {
  private static final Logger log = LoggerFactory.getLogger(NodeAdmin.class);

  private final EdgeNode node;
  private final ConfigService config;
  private final Instant startedAt;
  private volatile State state = State.STARTING;

  /**
   * Makes the services of a node that is starting.
   *
   * @param config tells where its configuration came from
   */
  public NodeAdmin(EdgeNode node, ConfigService config) {
    this.node = node;
    this.config = config;
    this.startedAt = node.clock().instant();
  }

  /** The services, for an admin API. */
  public AdminServices services() {
    return new AdminServices(
        this::status,
        () -> MetricsText.write(node.metrics()),
        this::purge,
        this::explain,
        config,
        new Tail());
  }

  private final class Tail implements TailService {
    @Override
    public boolean has(String handler) {
      return node.hasHandler(handler);
    }

    @Override
    public void ask(HandlerTail.Asked asked, Consumer<HandlerLines> answer) {
      node.handlerTail().ask(asked, answer);
    }
  }

  /** Whether the node wants traffic. */
  public State state() {
    return state;
  }

  /** From now on the node wants traffic. */
  public void ready() {
    state = State.READY;
  }

  /** From now on the node wants no traffic any more. */
  public void draining() {
    state = State.DRAINING;
  }

  private NodeStatus status() {
    List<String> listeners = new ArrayList<>();
    addUrl(listeners, "http", node.httpAddress());
    addUrl(listeners, "https", node.httpsAddress());
    return new NodeStatus(
        state,
        node.version(),
        startedAt,
        node.transport().name(),
        OpenSsl.isAvailable() ? "boringssl" : "jdk",
        listeners,
        node.listenerCounters().open(),
        node.exchanges(),
        new NodeStatus.Cache(
            node.store().keys(),
            node.store().weightBytes(),
            node.services().contentMemory().budget().limit()),
        disk(node.disk()),
        node.purges().latest());
  }

  private static NodeStatus.@Nullable Disk disk(@Nullable DiskTier disk) {
    return disk == null
        ? null
        : new NodeStatus.Disk(disk.responses(), disk.bytes(), disk.budgetBytes(), disk.trouble());
  }

  private static void addUrl(
      List<String> urls, String scheme, @Nullable InetSocketAddress address) {
    if (address != null) {
      String host = address.getAddress().getHostAddress();
      String bracketed = host.indexOf(':') < 0 ? host : "[" + host + "]";
      urls.add(scheme + "://" + bracketed + ":" + address.getPort());
    }
  }

  private PurgeOutcome purge(PurgeOrder order) throws ProblemException {
    String site = order.site();
    if (site != null && node.snapshot().sites().stream().noneMatch(s -> s.name().equals(site))) {
      throw new ProblemException(
          Problem.INVALID_REQUEST, "no site of the configuration is named '" + site + "'");
    }
    List<Selector> selectors = order.selectors().stream().map(this::asInKeys).toList();
    if (order.dryRun()) {
      return dryRun(order, selectors);
    }
    try {
      Purge purge = node.purges().apply(order.site(), selectors, order.soft());
      return new PurgeOutcome(purge.sequence(), -1, -1);
    } catch (UncheckedIOException e) {
      log.error("a purge cannot be kept for the next start", e);
      throw new ProblemException(Problem.NOT_DURABLE, String.valueOf(e.getMessage()));
    }
  }

  /** URLs are stored as the key policy of their rule wants them. */
  private Selector asInKeys(Selector selector) {
    return selector instanceof Selector.Url(String url)
        ? new Selector.Url(KeyUrls.of(node.snapshot(), url))
        : selector;
  }

  private PurgeOutcome dryRun(PurgeOrder order, List<Selector> selectors) {
    long latest = node.purges().latest();
    Purge purge =
        new Purge(latest + 1, node.clock().millis(), order.site(), selectors, order.soft());
    DiskTier disk = node.disk();
    return new PurgeOutcome(
        latest, PurgeRehearsal.matched(node, purge), disk == null ? -1 : disk.responses());
  }

  private Explanation explain(Request request) {
    String asked = request.toString();
    var explained = Explain.of(node.services(), request);
    Site site = explained.site();
    Rule rule = explained.rule();
    return new Explanation(
        asked,
        site == null ? null : site.name(),
        rule == null ? null : rule.name(),
        rule == null ? null : rule.pool(),
        explained.key() == null ? null : explained.key().toString(),
        explained.stored() == null ? null : stored(explained.stored()),
        explained.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        explained.reason());
  }

  private Stored stored(StoredResponse stored) {
    var freshness = stored.head().freshness();
    long now = node.clock().millis();
    boolean soft = node.purges().check(stored) == PurgeState.SOFT;
    String state = soft ? "softly purged" : freshness.isFresh(now) ? "fresh" : "stale";
    return new Stored(
        stored.status(),
        freshness.currentAgeSeconds(now),
        freshness.lifetimeMillis() / 1000,
        state,
        stored.sizeBytes(),
        !stored.isPartial(),
        stored.tags(),
        stored.head().vary().names());
  }
}
