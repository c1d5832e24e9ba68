package dev.skerry.edge;

import dev.skerry.edge.config.Snapshot;
import dev.skerry.edge.observe.DurationHistogram;
import dev.skerry.edge.observe.Gauges;
import dev.skerry.edge.observe.HandlerLine;
import dev.skerry.edge.observe.HandlerTail;
import dev.skerry.edge.observe.Labels;
import dev.skerry.edge.sync.EdgeVitals.HandlerVitals;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.host.HandlerHost;
import dev.skerry.handler.host.HandlerLog;
import dev.skerry.handler.host.HandlerObserver;
import dev.skerry.handler.host.LogLine;
import dev.skerry.handler.host.QueuedLog;
import dev.skerry.handler.kinds.EveryKind;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The handlers of a node: those of the configuration in force, what they log and what they cost.
 */
final class NodeHandlers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NodeHandlers.class);

  private final Gauges gauges;
  private final HandlerHost host;
  private final HandlerTail tail;
  private final QueuedLog log =
      new QueuedLog(
          (handler, request, place, text) ->
              LOG.info("handler {} {} {}: {}", handler, request, place, text));
  private final LongAdder called = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private volatile Map<String, Meter> meters = Map.of();
  private List<Gauges.Registration> registered = List.of();

  /** What is counted of one handler. */
  private record Meter(
      Map<Hook, DurationHistogram> calls,
      Map<Hook, LongAdder> cpuNanos,
      Map<Hook, LongAdder> bytes,
      Map<HandlerFault, LongAdder> failures) {
    static Meter make() {
      Map<Hook, DurationHistogram> calls = new EnumMap<>(Hook.class);
      Map<Hook, LongAdder> cpuNanos = new EnumMap<>(Hook.class);
      Map<Hook, LongAdder> bytes = new EnumMap<>(Hook.class);
      for (Hook hook : Hook.values()) {
        calls.put(hook, new DurationHistogram());
        cpuNanos.put(hook, new LongAdder());
        bytes.put(hook, new LongAdder());
      }
      Map<HandlerFault, LongAdder> failures = new EnumMap<>(HandlerFault.class);
      for (HandlerFault fault : HandlerFault.values()) {
        failures.put(fault, new LongAdder());
      }
      return new Meter(calls, cpuNanos, bytes, failures);
    }
  }

  NodeHandlers(Gauges gauges, InstantSource clock) {
    this.gauges = gauges;
    this.tail = new HandlerTail(clock::millis);
    this.host =
        new HandlerHost(
            new EveryKind(),
            Math.max(2, Runtime.getRuntime().availableProcessors()),
            new Told(clock),
            new Counting());
    gauges.register(
        "skerry_handler_threads_abandoned",
        "Threads that were given up, as the handler that they run does not stop.",
        Labels.NONE,
        host::abandonedThreads);
    gauges.register(
        "skerry_handlers_disabled",
        "Handlers that are not run any more, as they could not be stopped.",
        Labels.NONE,
        host::disabled);
    gauges.register(
        "skerry_handlers_compiled",
        "1 if handlers in JavaScript are compiled to machine code, 0 if they are interpreted or"
            + " there was none yet.",
        Labels.NONE,
        () -> EveryKind.compilesJavaScript() ? 1 : 0);
    Gauges.Registration _ =
        gauges.registerCounter(
            "skerry_handler_log_lines_dropped_total",
            "Lines of handlers that were not written, as too many waited.",
            Labels.NONE,
            log::dropped);
  }

  /** Lines go to those who follow them, and to the program's log. */
  private final class Told implements HandlerLog {
    private final InstantSource clock;

    Told(InstantSource clock) {
      this.clock = clock;
    }

    @Override
    public void line(String handler, String requestId, String place, String text) {
      log.line(handler, requestId, place, text);
    }

    @Override
    public void line(LogLine line) {
      log.line(line);
      Hook hook = line.hook();
      tail.add(
          line.handler(),
          new HandlerLine(
              clock.millis(),
              line.version(),
              hook == null ? "" : hook.token(),
              line.requestId(),
              line.level().name().toLowerCase(Locale.ROOT),
              line.place(),
              line.text()));
    }
  }

  /** How all of them have fared. */
  HandlerVitals vitals() {
    long failures = failed.sum(); // first, so that they are never more than the calls
    return new HandlerVitals(called.sum(), failures);
  }

  /** The last lines of the handlers. */
  HandlerTail tail() {
    return tail;
  }

  /** Whether the configuration in force, or one that is coming, has such a handler. */
  boolean has(String handler) {
    return meters.containsKey(handler);
  }

  HandlerHost host() {
    return host;
  }

  /**
   * Starts the handlers of a snapshot, beside those of the one in force.
   *
   * @throws IOException if one cannot start, and says where; then nothing has changed
   */
  synchronized void start(Snapshot snapshot) throws IOException {
    tail.keepOnly(ids(meters, snapshot)); // those that could not start may have written, too
    try {
      host.start(snapshot.handlers());
    } catch (HandlerProblem e) {
      throw new IOException(e.getMessage(), e);
    }
    // Those in force are counted on: nothing says yet that the snapshot will replace theirs.
    Map<String, Meter> both = new HashMap<>(meters);
    snapshot.handlers().forEach(spec -> both.computeIfAbsent(spec.id(), _ -> Meter.make()));
    meters = Map.copyOf(both);
  }

  /** Tells that a snapshot, whose handlers were started, is in force. */
  synchronized void putInForce(Snapshot snapshot) {
    host.putInForce(snapshot.handlers());
    // Exchanges that are under way still call those of before.
    tail.keepOnly(ids(meters, snapshot));
    Map<String, Meter> next = new HashMap<>();
    for (HandlerSpec spec : snapshot.handlers()) {
      Meter known = meters.get(spec.id());
      next.put(spec.id(), known == null ? Meter.make() : known);
    }
    meters = Map.copyOf(next);
    List<Gauges.Registration> before = registered;
    registered = new ArrayList<>();
    before.forEach(Gauges.Registration::close);
    next.forEach(this::register);
  }

  private static Set<String> ids(Map<String, Meter> before, Snapshot snapshot) {
    Set<String> ids = new HashSet<>(before.keySet());
    snapshot.handlers().forEach(spec -> ids.add(spec.id()));
    return ids;
  }

  private void register(String id, Meter meter) {
    meter.calls.forEach(
        (hook, histogram) ->
            registered.add(
                gauges.registerHistogram(
                    "skerry_handler_duration_seconds",
                    "From the moment when a handler is asked for to its verdict.",
                    Labels.of("handler", id, "hook", hook.token()),
                    histogram)));
    meter.cpuNanos.forEach(
        (hook, sum) ->
            registered.add(
                gauges.registerRealCounter(
                    "skerry_handler_cpu_seconds_total",
                    "Processor time of calls on worker threads.",
                    Labels.of("handler", id, "hook", hook.token()),
                    () -> sum.sum() / 1e9)));
    meter.bytes.forEach(
        (hook, sum) ->
            registered.add(
                gauges.registerCounter(
                    "skerry_handler_allocated_bytes_total",
                    "Memory that calls which came to their end have allocated.",
                    Labels.of("handler", id, "hook", hook.token()),
                    sum::sum)));
    meter.failures.forEach(
        (fault, count) ->
            registered.add(
                gauges.registerCounter(
                    "skerry_handler_failures_total",
                    "Calls of a handler that failed, by why.",
                    Labels.of("handler", id, "fault", fault.token()),
                    count::sum)));
  }

  private final class Counting implements HandlerObserver {
    @Override
    public void called(String handler, Hook hook, Verdict verdict, long nanos) {
      called.increment();
      Meter meter = meters.get(handler);
      if (meter != null) {
        DurationHistogram histogram = meter.calls.get(hook);
        if (histogram != null) {
          histogram.count(nanos);
        }
      }
      if (verdict instanceof Verdict.Failed(HandlerFault fault, String _, String _)) {
        failed.increment();
        if (meter != null) {
          add(meter.failures.get(fault), 1);
        }
      }
    }

    @Override
    public void used(String handler, Hook hook, long cpuNanos, long bytes) {
      Meter meter = meters.get(handler);
      if (meter != null) {
        add(meter.cpuNanos.get(hook), cpuNanos);
        add(meter.bytes.get(hook), bytes);
      }
    }

    private static void add(@Nullable LongAdder sum, long amount) {
      if (sum != null) {
        sum.add(amount);
      }
    }
  }

  @Override
  public void close() {
    host.close();
    log.close();
  }
}
