package dev.skerry.edge.exchange;

import dev.skerry.edge.config.DataOrigin;
import dev.skerry.edge.config.Limits;
import dev.skerry.edge.semantics.SurrogateTags;
import dev.skerry.edge.upstream.OriginPool;
import dev.skerry.handler.Binding;
import dev.skerry.handler.BoundData;
import dev.skerry.handler.DataException;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.host.Within;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.tag.ObjectTags;
import dev.skerry.http.tag.TableTags;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one call of a handler asks: of tables and buckets the control plane answers, with the tags
 * of what was read, which are noted before the handler has the answer. Where an answer says no
 * tags, or there is none, any change of the table or bucket may be one of what it did not tell.
 *
 * <p>Safe for any thread; what is told to others is told without a lock.
 */
final class HandlerData implements BoundData {
  /** Questions of one call that are under way at once; further ones wait. */
  private static final int MOST_AT_ONCE = 6;

  /** Calls in the midst of each other that a handler may bring about. */
  private static final int MOST_DEEP = 3;

  private final Asker asker;
  private final HandlerSpec handler;
  private final int depth;

  // guarded by this

  /** Questions that may still be asked. */
  private long left;

  private boolean answered;
  private boolean over;
  private long deadlineNanos;
  private final List<Pending> underWay = new ArrayList<>();
  private final List<Pending> waiting = new ArrayList<>();

  /**
   * For one call.
   *
   * @param depth how many calls wait for this one
   * @param deadlineNanos the latest end of the call, by {@link System#nanoTime}
   */
  HandlerData(Asker asker, HandlerSpec handler, int depth, long deadlineNanos) {
    this.asker = asker;
    this.handler = handler;
    this.depth = depth;
    this.deadlineNanos = deadlineNanos;
    this.left = handler.limits().get(HandlerLimit.SUBREQUESTS);
  }

  /** For a call that an exchange waits for. */
  static HandlerData of(Asker asker, HandlerSpec handler) {
    return new HandlerData(asker, handler, 0, endOfTime(handler));
  }

  private static long endOfTime(HandlerSpec handler) {
    return System.nanoTime()
        + TimeUnit.MILLISECONDS.toNanos(handler.limits().get(HandlerLimit.WALL_TIME));
  }

  /** Whether a handler may ask at all. */
  static boolean isForHandler(HandlerSpec handler) {
    return handler.bindings().anyAsked() || handler.mayRead();
  }

  @Override
  public boolean admits(Binding.Limit limit, String key) {
    return asker.services().rules().admits(limit, key);
  }

  @Override
  public Running begin(Question question, Done done) {
    Pending pending = new Pending(question, done);
    DataException refused = refusal();
    if (refused != null) {
      done.failed(refused);
    } else if (enters(pending)) {
      pending.start();
    }
    return pending;
  }

  private synchronized @Nullable DataException refusal() {
    if (handler.runOn() == HandlerSpec.RunOn.LOOP) {
      return new DataException(
          DataException.UNAVAILABLE, "a handler that runs on event loops cannot wait for answers");
    }
    if (over) {
      return DataException.givenUp();
    }
    return --left < 0
        ? new DataException(
            DataException.TOO_MANY, "the call has asked as often as it may (subrequests)")
        : null;
  }

  /** Whether it is its turn at once. */
  private synchronized boolean enters(Pending pending) {
    boolean now = underWay.size() < MOST_AT_ONCE;
    return (now ? underWay : waiting).add(pending) && now;
  }

  /** Takes out a question that has come to its end; false if it was taken out before. */
  private boolean leaves(Pending pending) {
    Pending next;
    synchronized (this) {
      if (!underWay.remove(pending)) {
        return waiting.remove(pending);
      }
      next = waiting.isEmpty() ? null : waiting.removeFirst();
      if (next != null) {
        underWay.add(next);
      }
    }
    if (next != null) {
      next.start();
    }
    return true;
  }

  /** The call has its verdict: what it still asks is for what it has left to be done. */
  synchronized void answered() {
    answered = true;
    deadlineNanos = endOfTime(handler);
  }

  @Override
  public void giveUp() {
    List<Pending> all;
    synchronized (this) {
      if (answered) {
        return;
      }
      over = true;
      all = new ArrayList<>(underWay);
      all.addAll(waiting);
      waiting.clear();
    }
    all.forEach(Pending::fail);
  }

  private synchronized long deadlineNanos() {
    return deadlineNanos;
  }

  private final class Pending implements Running {
    private final Question question;
    private final Done done;
    private @Nullable Inquiry inquiry; // guarded by this
    private boolean ended; // guarded by this

    Pending(Question question, Done done) {
      this.question = question;
      this.done = done;
    }

    void start() {
      Inquiry mine;
      try {
        mine = inquiry(question);
      } catch (DataException e) {
        told(null, e);
        return;
      }
      synchronized (this) {
        if (ended) {
          return;
        }
        inquiry = mine;
      }
      var _ = mine.answer.whenComplete(this::told);
      mine.start();
    }

    private void told(@Nullable Answer answer, @Nullable Throwable failure) {
      if (!ends()) {
        return;
      }
      boolean _ = leaves(this);
      if (answer != null) {
        note(question, answer.fields());
        done.answered(answer);
      } else {
        noteAny(question);
        done.failed(
            failure instanceof DataException known
                ? known
                : new DataException(DataException.UNAVAILABLE, String.valueOf(failure)));
      }
    }

    private synchronized boolean ends() {
      boolean before = ended;
      ended = true;
      return !before;
    }

    /** Its call is over. */
    void fail() {
      Inquiry mine = asked();
      told(null, DataException.givenUp());
      if (mine != null) {
        mine.giveUp();
      }
    }

    @Override
    public void cancel() {
      if (ends()) {
        boolean _ = leaves(this);
        Inquiry mine = asked();
        if (mine != null) {
          mine.giveUp();
        }
      }
    }

    private synchronized @Nullable Inquiry asked() {
      return inquiry;
    }
  }

  // ---- whom is asked

  private Inquiry inquiry(Question question) {
    return switch (question.of()) {
      case Binding.Kept kept -> {
        OriginPool pool = asker.services().pools().apply(DataOrigin.POOL);
        if (pool == null) {
          throw new DataException(
              DataException.NO_ORIGIN,
              "nobody is here who has tables and buckets: "
                  + kept
                  + " is asked at the edges of a control plane that runs with --api");
        }
        yield new DataCall(question, asker.loop(), pool);
      }
      case Binding.Called(String id, var _) -> {
        if (depth >= MOST_DEEP) {
          throw new DataException(
              DataException.FAILED,
              "%s would be called by a handler that %d handlers led to".formatted(id, MOST_DEEP));
        }
        yield new OtherCall(question, id, asker, handler, new Within(depth + 1, deadlineNanos()));
      }
      case Cache cache -> new CacheCall(question, cache, asker, handler);
    };
  }

  // ---- what was read

  private void note(Question question, Fields answer) {
    if (question.of() instanceof Binding.Kept) {
      Limits limits = asker.snapshot().limits();
      SurrogateTags told = SurrogateTags.of(answer, limits.tags(), limits.tagBytes());
      if (told.complete() && answer.contains(FieldNames.SURROGATE_KEY)) {
        asker.note(told.tags());
      } else {
        noteAny(question);
      }
    }
  }

  private void noteAny(Question question) {
    if (question.of() instanceof Binding.Kept kept) {
      asker.note(List.of(any(kept)));
    }
  }

  private static String any(Binding.Kept of) {
    return switch (of) {
      case Binding.Table(String name) -> TableTags.all(name);
      case Binding.Bucket(String name) -> ObjectTags.all(name);
    };
  }
}
