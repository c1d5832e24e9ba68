package dev.skerry.edge;

import dev.skerry.edge.config.AccessLogSettings;
import dev.skerry.edge.exchange.Services;
import dev.skerry.edge.observe.AccessLog;
import dev.skerry.edge.observe.ExchangeRecord;
import dev.skerry.edge.observe.Metrics;
import dev.skerry.http.Request;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;

/** Counts every exchange and logs it where that is asked for. */
final class Observation implements Services.Observer, AutoCloseable {
  private final Metrics metrics;
  private final LongAdder begun = new LongAdder();
  private final LongAdder ended = new LongAdder();
  private AccessLogSettings settings;
  private volatile AccessLog log;

  Observation(Metrics metrics, AccessLogSettings settings) throws IOException {
    this.metrics = metrics;
    this.settings = settings;
    this.log = AccessLog.open(settings);
  }

  @Override
  public void began(ExchangeRecord record, Request request) {
    begun.increment();
    AccessLog now = log;
    if (now.isOn()) {
      record.describe(request, now.fields());
    }
  }

  @Override
  public void finished(ExchangeRecord record) {
    ended.increment();
    metrics.finished(record);
    AccessLog now = log;
    if (now.isOn()) {
      now.log(record);
    }
  }

  @Override
  public boolean wantsText() {
    return log.isOn();
  }

  /** Exchanges under way. */
  long exchanges() {
    return Math.max(0, begun.sum() - ended.sum());
  }

  /** Lines that were not logged. */
  long dropped() {
    return log.dropped();
  }

  /** Opens the log's file again, for logrotate. */
  void reopen() {
    log.reopen();
  }

  /** Changes to other settings; if their file cannot be opened, the old log stays. */
  synchronized void update(AccessLogSettings wanted) throws IOException {
    if (!wanted.equals(settings)) {
      AccessLog before = log;
      log = AccessLog.open(wanted);
      settings = wanted;
      before.close();
    }
  }

  @Override
  public void close() {
    log.close();
  }
}
