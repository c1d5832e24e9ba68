package dev.skerry.control;

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
final class OperationCounters implements TableCalls {
  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Gauges gauges;
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();

  OperationCounters(Gauges gauges) {
    this.gauges = gauges;
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
              Labels.of("service", "dynamodb", "operation", this.operation),
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
                  "service", "dynamodb", "operation", operation, "code", Integer.toString(status)),
              counter::sum);
    }
  }

  @Override
  public void count(String operation, int status, long nanos) {
    Counter counter = counters.computeIfAbsent(operation, Counter::new);
    counter.of(status).increment();
    counter.nanos.add(nanos);
  }
}
