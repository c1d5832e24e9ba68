package dev.skerry.edge;

import dev.skerry.edge.cache.ContentMemory;
import dev.skerry.edge.cache.Fills;
import dev.skerry.edge.cache.MemoryBudget;
import dev.skerry.edge.cache.RecentlyUncacheable;
import dev.skerry.edge.cache.ResponseStore;
import dev.skerry.edge.config.CacheSettings;
import dev.skerry.edge.config.CertificatePair;
import dev.skerry.edge.config.ControlPlaneSettings;
import dev.skerry.edge.config.Limits;
import dev.skerry.edge.config.ListenerSettings;
import dev.skerry.edge.config.ObjectsPlace;
import dev.skerry.edge.config.Site;
import dev.skerry.edge.config.Snapshot;
import dev.skerry.edge.disk.DiskSettings;
import dev.skerry.edge.disk.DiskTier;
import dev.skerry.edge.disk.LastRun;
import dev.skerry.edge.disk.OpenDisk;
import dev.skerry.edge.exchange.Exchanges;
import dev.skerry.edge.exchange.Services;
import dev.skerry.edge.listener.CertificateStore;
import dev.skerry.edge.listener.DevelopmentCertificates;
import dev.skerry.edge.listener.Listener;
import dev.skerry.edge.listener.ListenerCounters;
import dev.skerry.edge.listener.Transport;
import dev.skerry.edge.observe.HandlerTail;
import dev.skerry.edge.observe.Metrics;
import dev.skerry.edge.purge.Purge;
import dev.skerry.edge.purge.PurgeLimits;
import dev.skerry.edge.purge.PurgeTable;
import dev.skerry.edge.purge.Selector;
import dev.skerry.edge.rules.BasicAuth;
import dev.skerry.edge.rules.RateLimiter;
import dev.skerry.edge.rules.RequestRules;
import dev.skerry.edge.sync.EdgeVitals;
import dev.skerry.edge.upstream.UpstreamNetwork;
import dev.skerry.edge.upstream.Upstreams;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A running edge node.
 *
 * <p>{@link #start}, {@link #apply}, {@link #drain} and {@link #close} are called by one thread at
 * a time that may block; all else is safe for any thread.
 */
public final class EdgeNode implements AutoCloseable {
  private final EdgeSettings settings;
  private final Transport transport;
  private final EventLoopGroup loops;
  private final NodeOrigins origins;
  private final PurgeTable purges;
  private final ResponseStore store;
  private final @Nullable DiskTier disk;
  private final Metrics metrics = new Metrics();
  private final Observation observation;
  private final NodeHandlers handlers;
  private final ContentMemory contentMemory;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Services services;
  private final Maintenance maintenance;
  private final @Nullable CertificateStore certificates;
  private final Listener listener;
  private volatile Snapshot snapshot;

  private EdgeNode(EdgeSettings settings, Snapshot first) throws IOException {
    this.settings = settings;
    this.snapshot = first;
    this.observation = new Observation(metrics, first.accessLog());
    handlers = new NodeHandlers(metrics.gauges(), settings.clock());
    handlers.start(first);
    handlers.putInForce(first);
    OpenDisk disk = openDisk(settings, first);
    this.transport = Transport.choose(settings.listener().transport());
    ListenerSettings.EventLoops threads = settings.listener().eventLoops();
    this.loops = transport.newEventLoops(threads.count(), threads.pinned());
    Limits limits = first.limits();
    this.origins =
        NodeOrigins.open(
            first,
            UpstreamNetwork.of(loops, transport.socketChannel(), transport.datagramChannel()),
            metrics.gauges());
    this.purges =
        disk == null ? new PurgeTable(PurgeLimits.DEFAULT, settings.clock()) : disk.purges();
    MemoryPlan memory = MemoryPlan.of(first.cache());
    this.store = new ResponseStore(memory.limit(), limits.variants(), purges);
    this.contentMemory = ContentMemory.open(memory.limit(), memory.heapLimit(), store, workers);
    this.disk =
        disk == null ? null : DiskTier.below(store, disk, purges, contentMemory, settings.clock());
    if (this.disk != null) {
      contentMemory.budget().alsoCounts(this.disk::memoryBytes);
    }
    this.services =
        new Services(
            () -> snapshot,
            origins::pool,
            store,
            new Fills(limits.collapsedRequests()),
            new RecentlyUncacheable(System::nanoTime),
            purges,
            contentMemory,
            settings.clock(),
            workers,
            handlers.host(),
            new RequestRules(
                new RateLimiter(limits.rateLimitBuckets(), System::nanoTime),
                new BasicAuth(Runtime.getRuntime().availableProcessors())),
            observation,
            settings.errorPages(),
            settings.name(),
            settings.name() + '-' + Long.toHexString(ThreadLocalRandom.current().nextLong()));
    countTables();
    if (first.controlPlane().whenLost() == ControlPlaneSettings.WhenLost.VALIDATE) {
      // Before anybody can ask; who follows says when it is current.
      purges.currency().servesNothing();
    }
    this.maintenance = new Maintenance(purges, store, contentMemory.budget());
    this.certificates = certificates(settings, first);
    metrics.sites(first.sites().stream().map(Site::name).toList());
    ListenerCounters counters = new ListenerCounters();
    this.listener =
        Listener.open(
            new Listener.Plan(
                transport,
                loops,
                settings.listener(),
                () -> snapshot.limits(),
                new Exchanges(services),
                certificates,
                counters,
                new Refusals(),
                settings.clock()));
    NodeGauges.register(metrics.gauges(), this);
    origins.measure();
  }

  /** What the cache needs besides what is stored counts towards its memory, too. */
  private void countTables() {
    MemoryBudget budget = contentMemory.budget();
    budget.alsoCounts(services.fills()::bytes);
    budget.alsoCounts(services.uncacheable()::bytes);
    budget.alsoCounts(purges::bytes);
    budget.alsoCounts(Exchanges::readyBytes);
  }

  /**
   * Starts a node; returns when its sockets are open.
   *
   * @throws IOException if an address, a file or a certificate cannot be had
   */
  public static EdgeNode start(EdgeSettings settings, Snapshot snapshot) throws IOException {
    return new EdgeNode(settings, snapshot);
  }

  /** Opens the disk, or notes that this run goes without one. */
  private static @Nullable OpenDisk openDisk(EdgeSettings settings, Snapshot first)
      throws IOException {
    CacheSettings.@Nullable Disk wanted = first.cache().disk();
    if (wanted == null) {
      boolean _ = LastRun.beginIfPossible(settings.data());
      return null;
    }
    try {
      return OpenDisk.open(
          new DiskSettings(
              Path.of(wanted.path()),
              wanted.bytes(),
              settings.data(),
              first.limits().variants(),
              first.cache().memoryBytes()),
          PurgeLimits.DEFAULT,
          settings.clock());
    } catch (IOException e) {
      throw new IOException("the disk cache " + wanted.path() + " cannot be used: " + reason(e), e);
    }
  }

  /** What is wrong in words; of some exceptions of files only the class says it. */
  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> denied.getFile() + " may not be read or written";
      case FileAlreadyExistsException other -> other.getFile() + " is no folder";
      case NoSuchFileException missing -> missing.getFile() + " is not there and cannot be made";
      default -> String.valueOf(e.getMessage());
    };
  }

  private static @Nullable CertificateStore certificates(EdgeSettings settings, Snapshot snapshot)
      throws IOException {
    ListenerSettings listener = settings.listener();
    return listener.https() == null
        ? null
        : new CertificateStore(
            listener.minTls(), listener.http2(), certificatePairs(settings, snapshot));
  }

  /** Those of the sites; and of the development authority for the sites that have none. */
  private static List<CertificatePair> certificatePairs(EdgeSettings settings, Snapshot snapshot)
      throws IOException {
    List<CertificatePair> pairs = new ArrayList<>();
    List<String> without = new ArrayList<>();
    for (Site site : snapshot.sites()) {
      pairs.addAll(site.certificates());
      if (site.certificates().isEmpty()) {
        without.addAll(site.hosts());
      }
    }
    if (!without.isEmpty() || pairs.isEmpty()) {
      pairs.addAll(DevelopmentCertificates.in(settings.data(), settings.clock()).issue(without));
    }
    return pairs;
  }

  /**
   * Puts another configuration in force without cutting a connection: exchanges under way keep the
   * one they began with. What belongs to the start only (addresses, transport, memory) stays as it
   * is.
   *
   * @throws IOException if it names a file that cannot be used; then the old one stays in force
   */
  public void apply(Snapshot next) throws IOException {
    List<CertificatePair> pairs =
        certificates == null ? List.of() : certificatePairs(settings, next);
    handlers.start(next);
    observation.update(next.accessLog());
    if (certificates != null) {
      certificates.replace(pairs);
    }
    metrics.sites(next.sites().stream().map(Site::name).toList());
    Snapshot before = snapshot;
    origins.apply(next); // first: an exchange of the new snapshot must find its pool
    snapshot = next;
    handlers.putInForce(next); // retires: not before the old one is out of force
    for (String site : NodeOrigins.withOtherBuckets(before, next)) {
      Purge _ = purges.apply(site, List.of(new Selector.Everything()), false);
    }
  }

  /**
   * Says where to ask for what is in buckets, from now on; safe for any thread.
   *
   * @throws IllegalArgumentException if its certificates cannot be used; then nothing has changed
   */
  public void objectsAt(ObjectsPlace place) {
    origins.objectsAt(place);
  }

  /**
   * Ends in good order: takes no new connections and lets the exchanges under way finish.
   *
   * @return completes with whether all of them finished within the time
   */
  public CompletableFuture<Boolean> drain(Duration atMost) {
    return listener.drain(atMost);
  }

  /** Stops at once and gives everything free. */
  @Override
  public void close() {
    listener.close();
    maintenance.close();
    // Their connections tell of their ends on the loops, which must be there for that.
    var _ = origins.close().completeOnTimeout(null, 1, TimeUnit.SECONDS).join();
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5_000);
    workers.shutdownNow();
    handlers.close();
    observation.close();
    if (disk != null) {
      disk.close();
    }
    store.clear();
    contentMemory.close();
  }

  /** Opens the access log's file again, for logrotate. */
  public void reopenLog() {
    observation.reopen();
  }

  /** Where clear text is served, or null. */
  public @Nullable InetSocketAddress httpAddress() {
    return listener.httpAddress();
  }

  /** Where TLS is served, or null. */
  public @Nullable InetSocketAddress httpsAddress() {
    return listener.httpsAddress();
  }

  /** The configuration in force. */
  public Snapshot snapshot() {
    return snapshot;
  }

  /** What the node's exchanges share. */
  public Services services() {
    return services;
  }

  public Metrics metrics() {
    return metrics;
  }

  public ResponseStore store() {
    return store;
  }

  /** The tier below the store, or null. */
  public @Nullable DiskTier disk() {
    return disk;
  }

  public PurgeTable purges() {
    return purges;
  }

  public ListenerCounters listenerCounters() {
    return listener.counters();
  }

  Upstreams upstreams() {
    return origins.upstreams();
  }

  /** Has the heap's size judged with what somebody else in the process keeps in it, in bytes. */
  public void heapAlsoHas(LongSupplier bytes) {
    maintenance.heapAlsoHas(bytes);
  }

  /** The event loops, for whoever serves beside the edge. */
  public EventLoopGroup loops() {
    return loops;
  }

  public Transport transport() {
    return Objects.requireNonNull(transport);
  }

  /** Exchanges under way. */
  public long exchanges() {
    return observation.exchanges();
  }

  /** Access-log lines that were dropped. */
  public long droppedLogLines() {
    return observation.dropped();
  }

  public String version() {
    return settings.version();
  }

  /** How the node's handlers have fared. */
  EdgeVitals.HandlerVitals handlerVitals() {
    return handlers.vitals();
  }

  /** The last lines of the node's handlers. */
  public HandlerTail handlerTail() {
    return handlers.tail();
  }

  /** Whether the configuration has a handler of that id. */
  public boolean hasHandler(String id) {
    return handlers.has(id);
  }

  /** The node's clock. */
  public InstantSource clock() {
    return settings.clock();
  }
}
