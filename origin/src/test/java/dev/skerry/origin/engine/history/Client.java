package dev.skerry.origin.engine.history;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.testing.history.Attempt;
import dev.skerry.testing.history.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One who makes transactions, a step at a time. One thread. */
final class Client {
  private static final int MOST_OPS = 4;

  private final Engine engine;
  private final Lists kind;
  private final int lists;
  private final SplittableRandom random;
  private final AtomicLong counter;
  private final AtomicInteger elements;
  private final List<Attempt> attempts = new ArrayList<>();

  private @Nullable Transaction transaction;
  private List<Op> ops = new ArrayList<>();
  private int planned;
  private long invoked;

  Client(
      Engine engine,
      Lists kind,
      int lists,
      SplittableRandom random,
      AtomicLong counter,
      AtomicInteger elements) {
    this.engine = engine;
    this.kind = kind;
    this.lists = lists;
    this.random = random;
    this.counter = counter;
    this.elements = elements;
  }

  List<Attempt> attempts() {
    return attempts;
  }

  /** Begins, does one operation, or commits. */
  void step() {
    Transaction now = transaction;
    if (now == null) {
      invoked = counter.incrementAndGet();
      ops = new ArrayList<>();
      planned = 1 + random.nextInt(MOST_OPS);
      transaction = engine.begin();
      return;
    }
    try {
      if (ops.size() < planned) {
        operate(now);
        return;
      }
      now.commit();
      end(Attempt.Answer.COMMITTED);
    } catch (EngineException.CommitUnknown e) {
      end(Attempt.Answer.UNKNOWN);
    } catch (EngineException.Conflict | EngineException.Unavailable e) {
      end(Attempt.Answer.REFUSED);
    }
  }

  private void operate(Transaction now) {
    int list = random.nextInt(lists);
    if (random.nextInt(5) < 2) {
      int element = elements.incrementAndGet();
      ops.add(new Op.Append(list, element));
      kind.append(now, list, element);
    } else {
      List<Integer> read = kind.read(now, list);
      ops.add(new Op.Read(list, List.copyOf(read)));
    }
  }

  private void end(Attempt.Answer answer) {
    if (transaction != null) {
      transaction.close();
      transaction = null;
    }
    int id = elements.incrementAndGet();
    attempts.add(new Attempt(id, ops, invoked, counter.incrementAndGet(), answer));
  }

  /** Goes on until no transaction is open. */
  void finish() {
    while (transaction != null) {
      step();
    }
  }

  /** Reads every list in one transaction, which must not be refused. */
  void readAll() {
    invoked = counter.incrementAndGet();
    ops = new ArrayList<>();
    try (Transaction last = engine.begin()) {
      for (int list = 0; list < lists; list++) {
        ops.add(new Op.Read(list, List.copyOf(kind.read(last, list))));
      }
      last.commit();
    }
    end(Attempt.Answer.COMMITTED);
  }
}
