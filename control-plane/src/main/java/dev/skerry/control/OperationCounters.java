package dev.skerry.control;

import dev.skerry.control.objects.ObjectCalls;
import dev.skerry.control.tables.TableCalls;
import dev.skerry.edge.observe.Gauges;
import dev.skerry.edge.observe.Labels;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts calls by operation and status, in metrics that appear with the first call of their kind.
 * Operations and statuses are closed lists, so the metrics are bounded.
 */
final class OperationCounters implements TableCalls, ObjectCalls {
  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Gauges gauges;
  private final String service;
  private final LongAdder received = new LongAdder();
  private final LongAdder sent = new LongAdder();
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();

  /** Counts the calls of a service, by its name in signatures. */
  OperationCounters(Gauges gauges, String service) {
    this.gauges = gauges;
    this.service = service;
  }

  /** Registers what content was taken and answered, too. */
  OperationCounters withContent() {
    var _ =
        gauges.registerCounter(
            "skerry_api_received_bytes_total",
            "Content of calls of the API that was read.",
            Labels.of("service", service),
            received::sum);
    var _ =
        gauges.registerCounter(
            "skerry_api_sent_bytes_total",
            "Content of replies of the API.",
            Labels.of("service", service),
            sent::sum);
    return this;
  }

  /** The calls of one operation. */
  private final class Counter {
    private final String operation;
    private final LongAdder nanos = new LongAdder();
    private final LongAdder succeeded = new LongAdder();
    private final Map<Integer, LongAdder> failed = new ConcurrentHashMap<>();

    Counter(String operation) {
      this.operation = operation.isEmpty() ? "(none)" : operation;
      register(200, succeeded);
      var _ =
          gauges.registerRealCounter(
              "skerry_api_request_seconds_total",
              "From the arrival of a call's content to its answer, waiting included.",
              Labels.of("service", service, "operation", this.operation),
              () -> nanos.sum() / NANOS_PER_SECOND);
    }

    LongAdder of(int status) {
      return status == 200 ? succeeded : failed.computeIfAbsent(status, this::registered);
    }

    private LongAdder registered(int status) {
      LongAdder counter = new LongAdder();
      register(status, counter);
      return counter;
    }

    private void register(int status, LongAdder counter) {
      var _ =
          gauges.registerCounter(
              "skerry_api_requests_total",
              "Calls of the API that were answered.",
              Labels.of(
                  "service", service, "operation", operation, "code", Integer.toString(status)),
              counter::sum);
    }
  }

  @Override
  public void count(String operation, int status, long nanos) {
    Counter counter = counters.computeIfAbsent(operation, Counter::new);
    counter.of(status).increment();
    counter.nanos.add(nanos);
  }

  @Override
  public void count(String operation, int status, long nanos, ObjectCalls.Size size) {
    count(operation, status, nanos);
    received.add(size.received());
    sent.add(size.sent());
  }
}
