package dev.skerry.edge;

import dev.skerry.edge.config.Snapshot;
import dev.skerry.edge.observe.DurationHistogram;
import dev.skerry.edge.observe.Gauges;
import dev.skerry.edge.observe.Labels;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.host.HandlerHost;
import dev.skerry.handler.host.QueuedLog;
import dev.skerry.handler.kinds.EveryKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The handlers of a node: those of the configuration in force, what they log and what they cost.
 */
final class NodeHandlers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NodeHandlers.class);

  private final Gauges gauges;
  private final HandlerHost host;
  private final QueuedLog log =
      new QueuedLog(
          (handler, request, place, text) ->
              LOG.info("handler {} {} {}: {}", handler, request, place, text));
  private volatile Map<String, Meter> meters = Map.of();
  private List<Gauges.Registration> registered = List.of();

  /** What is counted of one handler. */
  private record Meter(Map<Hook, DurationHistogram> calls, Map<HandlerFault, LongAdder> failures) {
    static Meter make() {
      Map<Hook, DurationHistogram> calls = new EnumMap<>(Hook.class);
      for (Hook hook : Hook.values()) {
        calls.put(hook, new DurationHistogram());
      }
      Map<HandlerFault, LongAdder> failures = new EnumMap<>(HandlerFault.class);
      for (HandlerFault fault : HandlerFault.values()) {
        failures.put(fault, new LongAdder());
      }
      return new Meter(calls, failures);
    }
  }

  NodeHandlers(Gauges gauges) {
    this.gauges = gauges;
    this.host =
        new HandlerHost(
            new EveryKind(),
            Math.max(2, Runtime.getRuntime().availableProcessors()),
            log,
            this::called);
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
    Gauges.Registration _ =
        gauges.registerCounter(
            "skerry_handler_log_lines_dropped_total",
            "Lines of handlers that were not written, as too many waited.",
            Labels.NONE,
            log::dropped);
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

  private void register(String id, Meter meter) {
    meter.calls.forEach(
        (hook, histogram) ->
            registered.add(
                gauges.registerHistogram(
                    "skerry_handler_duration_seconds",
                    "From the moment when a handler is asked for to its verdict.",
                    Labels.of("handler", id, "hook", hook.token()),
                    histogram)));
    meter.failures.forEach(
        (fault, count) ->
            registered.add(
                gauges.registerCounter(
                    "skerry_handler_failures_total",
                    "Calls of a handler that failed, by why.",
                    Labels.of("handler", id, "fault", fault.token()),
                    count::sum)));
  }

  private void called(String handler, Hook hook, Verdict verdict, long nanos) {
    Meter meter = meters.get(handler);
    if (meter != null) {
      DurationHistogram histogram = meter.calls.get(hook);
      LongAdder failures =
          verdict instanceof Verdict.Failed failed ? meter.failures.get(failed.fault()) : null;
      if (histogram != null) {
        histogram.count(nanos);
      }
      if (failures != null) {
        failures.increment();
      }
    }
  }

  @Override
  public void close() {
    host.close();
    log.close();
  }
}
