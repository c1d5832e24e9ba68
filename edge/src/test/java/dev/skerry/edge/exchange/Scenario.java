package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.ContentMemory;
import dev.skerry.edge.cache.FillBudget;
import dev.skerry.edge.cache.Fills;
import dev.skerry.edge.cache.RecentlyUncacheable;
import dev.skerry.edge.cache.ResponseStore;
import dev.skerry.edge.cache.TestMemory;
import dev.skerry.edge.config.Snapshot;
import dev.skerry.edge.config.document.Compilation;
import dev.skerry.edge.config.document.ConfigDocument;
import dev.skerry.edge.config.document.Sources;
import dev.skerry.edge.observe.ExchangeRecord;
import dev.skerry.edge.purge.PurgeLimits;
import dev.skerry.edge.purge.PurgeTable;
import dev.skerry.edge.rules.BasicAuth;
import dev.skerry.edge.rules.RateLimiter;
import dev.skerry.edge.rules.RequestRules;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.host.HandlerHost;
import dev.skerry.handler.host.Program;
import dev.skerry.handler.kinds.EveryKind;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * An edge without sockets: viewers, an origin, a clock and an event loop that a test drives by
 * hand.
 */
final class Scenario implements InstantSource {
  static final long START = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

  final TestOrigin origin = new TestOrigin();

  /** The name of the pool that was asked last. */
  String asked = "";

  final List<ExchangeRecord> records = new ArrayList<>();
  final PurgeTable purges;
  final ResponseStore store;
  final ContentMemory memory;
  final HandlerHost handlers;
  final Services services;
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private Snapshot snapshot;
  private long now = START;

  Scenario() {
    this("");
  }

  /** With settings of the only site, as YAML lines. */
  Scenario(String siteSettings) {
    this(siteSettings, "");
  }

  /** With settings of the document, too. */
  Scenario(String siteSettings, String documentSettings) {
    this(siteSettings, documentSettings, new EveryKind());
  }

  /** With handlers that are something else than the configuration says. */
  Scenario(String siteSettings, String documentSettings, Program.Loader loader) {
    handlers =
        new HandlerHost(
            loader, 2, (handler, id, place, text) -> {}, (id, hook, verdict, nanos) -> {});
    snapshot = compile(siteSettings, documentSettings);
    purges = new PurgeTable(PurgeLimits.DEFAULT, this);
    store = new ResponseStore(16 << 20, 8, purges);
    memory = TestMemory.withFile(16 << 20, new FillBudget(8 << 20), store);
    services =
        new Services(
            () -> snapshot,
            name -> {
              asked = name;
              return origin;
            },
            store,
            new Fills(100),
            new RecentlyUncacheable(() -> TimeUnit.MILLISECONDS.toNanos(now)),
            purges,
            memory,
            this,
            Runnable::run,
            handlers,
            new RequestRules(new RateLimiter(100, () -> now * 1_000_000), new BasicAuth(1)),
            new Services.Observer() {
              @Override
              public void began(ExchangeRecord record, Request request) {}

              @Override
              public void finished(ExchangeRecord record) {
                records.add(record);
              }
            },
            ErrorPages.NONE,
            "skerry",
            "skerry-test");
  }

  private static Snapshot compile(String siteSettings, String documentSettings) {
    String document =
        """
        pools:
          origin:
            origins: ["http://127.0.0.1:9"]
        sites:
          - name: site
            hosts: ["*"]
            pool: origin
        """
            + siteSettings.indent(4)
            + documentSettings;
    Compilation result =
        ConfigDocument.compile(
            "test.yaml", document.getBytes(StandardCharsets.UTF_8), Sources.of(Path.of(".")));
    return switch (result) {
      case Compilation.Compiled compiled -> compiled.snapshot();
      case Compilation.Refused refused -> throw new AssertionError(refused.problems().toString());
    };
  }

  Snapshot snapshot() {
    return snapshot;
  }

  EventLoop loop() {
    return channel.eventLoop();
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(now);
  }

  @Override
  public long millis() {
    return now;
  }

  void advanceSeconds(long seconds) {
    now += seconds * 1000;
    channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
    settle();
  }

  /** Runs all that is due on the event loop. */
  void settle() {
    channel.runPendingTasks();
    channel.runScheduledPendingTasks();
    channel.runPendingTasks();
  }

  /** Puts the handlers of the configuration in service, on threads of their own. */
  void deployHandlers() throws HandlerProblem {
    handlers.deploy(snapshot.handlers());
  }

  /** Runs the event loop until a condition holds that handlers bring about. */
  void settleUntil(BooleanSupplier condition) {
    long begun = System.nanoTime();
    for (settle(); !condition.getAsBoolean(); settle()) {
      if (System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(60)) {
        throw new AssertionError("it has not come to that within a minute");
      }
      Thread.onSpinWait();
    }
  }

  /** Begins a request and lets it run until it waits. */
  TestViewer begin(String method, String target, String... fields) {
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    String query = question < 0 ? null : target.substring(question + 1);
    Request request = new Request(method, "http", "example.com", path, query, Fields.of(fields));
    return begin(request);
  }

  TestViewer begin(Request request) {
    TestViewer viewer = arrived(request);
    settle();
    return viewer;
  }

  /** Begins a request; what others answer meanwhile is not heard before the loop runs. */
  TestViewer arrived(Request request) {
    TestViewer viewer = new TestViewer(loop(), false);
    Exchange exchange = new Exchange(services, request, viewer);
    viewer.events = exchange;
    exchange.run(Phase.VIEWER_REQUEST);
    return viewer;
  }

  TestViewer get(String target, String... fields) {
    return begin("GET", target, fields);
  }

  /** A GET that goes to the origin and is answered at once. */
  TestViewer fetched(String target, String body, String... responseFields) {
    int before = origin.calls.size();
    TestViewer viewer = get(target);
    if (origin.calls.size() != before + 1) {
      throw new AssertionError("the origin was not asked for " + target);
    }
    origin.last().answer(200, body, responseFields);
    settle();
    return viewer;
  }
}
