package dev.skerry.control.admin;

import dev.skerry.edge.admin.AuditLine;
import dev.skerry.edge.admin.AuditLog;
import dev.skerry.edge.admin.Problem;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Transaction;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The audit log on an engine: lines are numbered, added and never changed; the newest {@value
 * #LINES_MAX} are kept. Lines that come while others are being written become durable together.
 * Calls refused for their token or its scopes are written at a {@link RefusalPace}.
 *
 * <p>May be used by any thread, and blocks. What waits is bounded by the calls that are under way.
 */
final class EngineAudit implements AuditLog {
  /** So many lines are kept. */
  static final long LINES_MAX = 1_000_000;

  private static final int TRIM_EVERY = 1_000;
  private static final int TEXT_MAX = 1_024;

  private final Engine engine;
  private final InstantSource clock;
  private final ReentrantLock writing = new ReentrantLock();
  private final Object waitingLock = new Object();
  private List<Waiting> waiting = new ArrayList<>();
  private final RefusalPace pace = new RefusalPace();

  private record Waiting(Instant at, AuditLine line, CompletableFuture<Void> durable) {}

  EngineAudit(Engine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public void add(AuditLine line) throws IOException {
    Instant now = clock.instant();
    CompletableFuture<Void> durable = new CompletableFuture<>();
    synchronized (waitingLock) {
      if (isRefusedAtTheGate(line) && !pace.isWritten(now)) {
        return;
      }
      RefusalPace.PassedOver others = pace.take();
      if (others != null) {
        waiting.add(new Waiting(now, passedOver(others), new CompletableFuture<>()));
      }
      waiting.add(new Waiting(now, shortened(line), durable));
    }
    writing.lock();
    try {
      if (!durable.isDone()) {
        writeAll();
      }
    } finally {
      writing.unlock();
    }
    try {
      durable.join();
    } catch (CompletionException e) {
      throw new IOException("the audit log could not be written", e.getCause());
    }
  }

  private static boolean isRefusedAtTheGate(AuditLine line) {
    return line.problem() == Problem.UNAUTHENTICATED || line.problem() == Problem.FORBIDDEN;
  }

  private static AuditLine passedOver(RefusalPace.PassedOver others) {
    return new AuditLine(
        null,
        "",
        "",
        "",
        "%d more calls refused for their tokens since %s".formatted(others.calls(), others.since()),
        Problem.UNAUTHENTICATED.status(),
        Problem.UNAUTHENTICATED);
  }

  private static AuditLine shortened(AuditLine line) {
    return new AuditLine(
        line.caller(),
        line.from(),
        line.method(),
        shortened(line.path()),
        shortened(line.what()),
        line.status(),
        line.problem());
  }

  private static String shortened(String text) {
    return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX) + "…";
  }

  private void writeAll() {
    List<Waiting> lines;
    synchronized (waitingLock) {
      lines = waiting;
      waiting = new ArrayList<>();
    }
    try {
      engine.write(transaction -> write(transaction, lines));
      lines.forEach(each -> each.durable.complete(null));
    } catch (RuntimeException e) {
      // Whatever it was: else those whose lines they are would wait for ever.
      lines.forEach(each -> each.durable.completeExceptionally(e));
    }
  }

  private static void write(Transaction transaction, List<Waiting> lines) {
    long number = AuditRows.readNumber(transaction.get(AuditRows.newest()));
    for (Waiting each : lines) {
      number++;
      transaction.put(AuditRows.line(number), AuditRows.write(each.at, each.line));
      if (number % TRIM_EVERY == 0 && number > LINES_MAX) {
        transaction.delete(AuditRows.between(0, number - LINES_MAX));
      }
    }
    transaction.put(AuditRows.newest(), AuditRows.writeNumber(number));
  }

  /**
   * The newest lines first.
   *
   * @param above only lines with greater numbers
   * @param below only lines with smaller numbers
   * @param most rows that are read
   */
  List<AuditEntry> read(long above, long below, int most) {
    if (above >= below - 1) {
      return List.of();
    }
    Range range = AuditRows.between(above, below);
    List<Row> rows =
        engine.read(snapshot -> snapshot.scan(Scan.of(range).inReverse().upTo(most))).rows();
    return rows.stream().map(AuditRows::read).toList();
  }
}
