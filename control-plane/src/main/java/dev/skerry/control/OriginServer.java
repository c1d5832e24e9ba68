package dev.skerry.control;

import dev.skerry.control.api.ApiLimits;
import dev.skerry.control.api.OriginApi;
import dev.skerry.control.api.Service;
import dev.skerry.control.buckets.EdgeReads;
import dev.skerry.control.data.HandlerQuestions;
import dev.skerry.control.data.TableQuestions;
import dev.skerry.control.fleet.Membership;
import dev.skerry.control.objects.ObjectsElsewhere;
import dev.skerry.control.sts.TokenService;
import dev.skerry.control.tables.TableService;
import dev.skerry.edge.config.Limits;
import dev.skerry.edge.config.ListenerSettings;
import dev.skerry.edge.config.ListenerSettings.HostPort;
import dev.skerry.edge.config.ListenerSettings.TlsVersion;
import dev.skerry.edge.flow.RequestHandler;
import dev.skerry.edge.listener.CertificateStore;
import dev.skerry.edge.listener.Listener;
import dev.skerry.edge.listener.ListenerCounters;
import dev.skerry.edge.listener.ListenerObserver;
import dev.skerry.edge.listener.Transport;
import dev.skerry.edge.observe.Gauges;
import dev.skerry.handler.Binding;
import dev.skerry.origin.chore.Trouble;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.cache.CachedEngine;
import dev.skerry.origin.engine.cache.Keeping;
import dev.skerry.origin.objects.ObjectStore;
import dev.skerry.origin.objects.backing.BackingService;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.TablesSettings;
import dev.skerry.origin.tables.dynamodb.DynamoDb;
import dev.skerry.origin.tables.transfer.BucketAccess;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The origin's services on their ports. */
public final class OriginServer implements AutoCloseable {
  /** So long a stop waits for calls whose connections were cut; the engine ends them then. */
  private static final Duration CALLS_END = Duration.ofSeconds(5);

  /**
   * Rows of tables and objects that are kept in memory: a sixteenth of what there is, 256 MiB at
   * most.
   */
  private static final long CACHED_BYTES =
      Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 16);

  private final OriginApi api;
  private final Listener listener;
  private final Tables tables;

  /** Null where objects are served by another node. */
  private final @Nullable ObjectData objects;

  private final Engine engine;

  /** Null until edges ask. */
  private volatile @Nullable EdgeReads reads;

  private OriginServer(
      OriginApi api,
      Listener listener,
      Tables tables,
      @Nullable ObjectData objects,
      Engine engine) {
    this.objects = objects;
    this.engine = engine;
    this.api = api;
    this.tables = tables;
    this.listener = listener;
  }

  /**
   * What a server needs.
   *
   * @param ports where to listen
   * @param transport how sockets are driven
   * @param loops made by the transport; stay open when the server closes
   * @param limits what all calls together may cost
   * @param stateDelay how long tables show that they are created, updated or deleted
   * @param content where the content of objects is; null for the data folder
   * @param keyNames of the keys that objects can be encrypted under by name
   * @param gauges where the server registers what it counts
   */
  public record Plan(
      Ports ports,
      Transport transport,
      EventLoopGroup loops,
      ApiLimits limits,
      Duration stateDelay,
      @Nullable BackingService content,
      List<String> keyNames,
      Gauges gauges,
      InstantSource clock) {
    /** Keeps a copy of the list. */
    public Plan {
      keyNames = List.copyOf(keyNames);
    }
  }

  /**
   * Where a server listens.
   *
   * @param clear in clear text, null for nowhere
   * @param secure over TLS, null for nowhere
   * @param certificates of the latter; the owner exchanges them while the server runs
   */
  public record Ports(
      @Nullable HostPort clear,
      @Nullable HostPort secure,
      @Nullable CertificateStore certificates) {
    /** One port that speaks clear text. */
    public static Ports clear(HostPort address) {
      return new Ports(address, null, null);
    }
  }

  /**
   * Opens the ports.
   *
   * @param data stays the caller's, and open longer than the server
   * @throws IOException if the address cannot be had
   */
  public static OriginServer open(Plan plan, OriginData data) throws IOException {
    String account = data.owner().id();
    TablesSettings settings =
        new TablesSettings(plan.clock(), plan.stateDelay(), OriginData.REGION, account);
    Engine engine = engine(data);
    ObjectData objects =
        ObjectData.open(data, engine, plan.content(), plan.keyNames(), plan.clock());
    Tables tables =
        new Tables(engine, settings, objects == null ? BucketAccess.ELSEWHERE : objects.buckets());
    TableService service =
        new TableService(
            new DynamoDb(tables),
            data.access(),
            OriginData.REGION,
            new OperationCounters(plan.gauges(), "dynamodb"));
    Service s3 = objects == null ? new ObjectsElsewhere() : objects.service(plan);
    OriginApi api =
        new OriginApi(
            new AwsServices(service, s3, new TokenService(data.access()), ObjectData.HOSTS),
            plan.limits());
    Listener listener = null;
    try {
      listener = Listener.open(listener(plan, api));
      OriginServer server = new OriginServer(api, listener, tables, objects, engine);
      OriginGauges.register(plan.gauges(), server, data);
      tables.upkeep().start();
      if (objects != null) {
        objects.upkeep().start();
      }
      return server;
    } catch (IOException | RuntimeException e) {
      if (listener != null) {
        listener.close();
      }
      tables.close();
      close(objects);
      throw e;
    }
  }

  /** Rows are kept in memory only where nobody else can write them. */
  private static Engine engine(OriginData data) {
    return data.isShared()
        ? data.engine()
        : new CachedEngine(
            data.engine(),
            new Keeping(
                all(List.of(Tables.items()), ObjectStore.objects()),
                all(List.of(Tables.definitions()), ObjectStore.definitions()),
                key -> Math.max(Tables.partitionLength(key), ObjectStore.settingsLength(key)),
                CACHED_BYTES));
  }

  private static List<Range> all(List<Range> some, List<Range> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  private static Listener.Plan listener(Plan plan, OriginApi api) {
    ListenerSettings settings =
        new ListenerSettings(
            plan.ports().clear(),
            plan.ports().secure(),
            ListenerSettings.Transport.AUTO,
            new ListenerSettings.EventLoops(0, false),
            true,
            List.of(),
            TlsVersion.TLS_1_2);
    return new Listener.Plan(
        plan.transport(),
        plan.loops(),
        settings,
        () -> Limits.DEFAULT,
        api,
        plan.ports().certificates(),
        new ListenerCounters(),
        ListenerObserver.NONE,
        plan.clock());
  }

  /** Where it answers in clear text, with the port that was chosen; null if nowhere. */
  public @Nullable InetSocketAddress httpAddress() {
    return listener.httpAddress();
  }

  /** Where it answers over TLS, with the port that was chosen; null if nowhere. */
  public @Nullable InetSocketAddress httpsAddress() {
    return listener.httpsAddress();
  }

  /** The calls under way. */
  public OriginApi api() {
    return api;
  }

  /**
   * What edges ask of buckets.
   *
   * @param served whether a bucket is the origin of a site
   * @return null where objects are served by another node
   */
  public @Nullable RequestHandler edgeReads(Membership membership, Predicate<String> served) {
    if (objects != null) {
      reads = new EdgeReads(api, objects.sites(), membership, served);
    }
    return reads;
  }

  /**
   * What handlers at edges ask of tables and buckets.
   *
   * @param bound whether one is bound to a handler
   */
  public RequestHandler handlerQuestions(Membership membership, Predicate<Binding.Kept> bound) {
    String account = tables.settings().account();
    return new HandlerQuestions(
        api,
        new TableQuestions(new DynamoDb(tables), account),
        objects == null ? null : objects.questions(account),
        membership,
        bound);
  }

  /** The buckets that are origins of sites and were not there when an edge asked for them. */
  List<String> missingBuckets() {
    EdgeReads asked = reads;
    return asked == null ? List.of() : asked.missing();
  }

  /** The chores behind the calls that fail now. */
  List<Trouble> troubles() {
    Stream<Trouble> ofObjects =
        objects == null ? Stream.empty() : objects.upkeep().troubles().stream();
    return Stream.concat(tables.upkeep().troubles().stream(), ofObjects).toList();
  }

  /** What its connections were. */
  public ListenerCounters connections() {
    return listener.counters();
  }

  /**
   * Ends in good order: takes no new connections and lets the calls under way finish.
   *
   * @return completes with whether all of them did within the time
   */
  public CompletableFuture<Boolean> drain(Duration atMost) {
    return listener.drain(atMost);
  }

  /** What rows that are kept in memory take of the heap, about. */
  public long keptBytes() {
    return engine instanceof CachedEngine cached ? cached.bytes() : 0;
  }

  /** Cuts all connections, and waits for the calls under way, for some seconds at most. */
  @Override
  public void close() {
    listener.close();
    tables.close();
    try {
      boolean _ = api.awaitIdle(CALLS_END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close(objects);
  }

  private static void close(@Nullable ObjectData objects) {
    if (objects != null) {
      objects.close();
    }
  }
}
