package dev.skerry.origin.tables;

import dev.skerry.origin.chore.Separately;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.tables.transfer.TransferException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on with exports or imports, each in turn a part of it, until none is left. One whose part
 * cannot be made keeps none of the others from being made; it is tried again in the next round, and
 * ends for good after {@value #TRIES} rounds in a row. What the engine does not do for now is no
 * such failure.
 *
 * <p>Used by one thread at a time.
 */
final class Turns<T> {
  /** Rounds in which a part may fail: about five minutes of them. */
  static final int TRIES = 20;

  private static final Logger log = LoggerFactory.getLogger(Turns.class);

  private final Engine engine;
  private final BooleanSupplier closed;
  private final Work<T> work;

  /** How many rounds in a row failed, by id. */
  private final Map<String, Integer> failures = new HashMap<>();

  /**
   * What is done.
   *
   * @param running those that are being made
   * @param id of one, as the log says it
   * @param part makes the next part of one
   * @param fail ends one, for a reason
   */
  record Work<T>(
      Function<Reads, List<T>> running,
      Function<T, String> id,
      Consumer<T> part,
      BiConsumer<T, TransferException> fail) {}

  Turns(Engine engine, BooleanSupplier closed, Work<T> work) {
    this.engine = engine;
    this.closed = closed;
    this.work = work;
  }

  /**
   * A round.
   *
   * @throws Separately.SomeFailed where some are to be tried again
   */
  void round() {
    Separately turns = new Separately();
    Set<String> failed = new HashSet<>();
    boolean isLeft = true;
    while (isLeft && !closed.getAsBoolean()) {
      List<T> running = running();
      running.removeIf(each -> failed.contains(work.id.apply(each)));
      isLeft = !running.isEmpty();
      for (T each : running) {
        turns.attempt(() -> turn(each, failed));
      }
    }
    turns.end(null);
  }

  private List<T> running() {
    List<T> running =
        new ArrayList<>(
            engine.<List<T>, RuntimeException>read(snapshot -> work.running.apply(snapshot)));
    failures.keySet().retainAll(running.stream().map(work.id).toList());
    return running;
  }

  private void turn(T each, Set<String> failed) {
    String id = work.id.apply(each);
    try {
      part(each, id);
      failures.remove(id);
    } catch (RuntimeException e) {
      failed.add(id);
      if (!isForNow(e) && failures.merge(id, 1, Integer::sum) >= TRIES) {
        log.warn("{} was tried {} times, and ends", id, TRIES, e);
        work.fail.accept(each, TransferException.failedOften(TRIES));
        return;
      }
      throw e;
    }
  }

  private void part(T each, String id) {
    try {
      work.part.accept(each);
    } catch (TransferException e) {
      log.info("{} failed: {}", id, e.text());
      work.fail.accept(each, e);
    }
  }

  private static boolean isForNow(RuntimeException failure) {
    return switch (failure) {
      case EngineException.Corrupt _, EngineException.TooLarge _ -> false;
      case EngineException _ -> true;
      default -> false;
    };
  }
}
