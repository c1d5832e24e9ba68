package dev.skerry.edge.exchange;

import dev.skerry.edge.observe.ExchangeRecord;

/** Completes the record of an exchange that is over, and hands it to whoever logs and counts. */
final class LogPhase {
  private LogPhase() {}

  static void run(Exchange x) {
    ExchangeRecord record = x.record;
    record.endNanos = System.nanoTime();
    record.contentBytes = x.viewer.contentBytes();
    record.verdict = x.trace.verdict();
    x.services.observer().finished(record);
  }
}
