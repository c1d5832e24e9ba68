package dev.skerry.handler.web;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of one instance wait for: begun on the thread that runs it, told by any, and given
 * to {@code arrivals.js}. What a call waits for ends with it.
 */
final class Arrivals {
  /** Content of what has none. */
  static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

  /** By number, those that have not been told; guarded by itself. */
  private final Map<Integer, Awaited> awaited = new HashMap<>();

  /** What the instance has not been given; guarded by {@link #awaited}. */
  private final ArrayDeque<Arrived> arrived = new ArrayDeque<>();

  private int lastNumber;
  private ByteBuffer octets = NOTHING;
  private volatile @Nullable Thread waiting;

  private record Arrived(int number, String text, ByteBuffer content) {}

  Map<String, HostFunction> functions() {
    return Map.of(
        "arrivalTake",
        _ -> take(),
        "arrivalOctets",
        _ -> octets.duplicate(),
        "arrivalCancel",
        this::cancel);
  }

  /** A call begins, on this thread. */
  void begin() {
    waiting = Thread.currentThread();
  }

  /** Whether there is anything that the instance has not been given. */
  boolean hasArrived() {
    synchronized (awaited) {
      return !arrived.isEmpty();
    }
  }

  /** Something more is waited for; on the instance's thread. */
  Awaited add() {
    Awaited added = new Awaited(++lastNumber);
    synchronized (awaited) {
      awaited.put(added.number, added);
    }
    return added;
  }

  /** Ends all of it; nobody waits any more. Any thread. */
  void end() {
    List<Awaited> left;
    synchronized (awaited) {
      left = List.copyOf(awaited.values());
      awaited.clear();
      arrived.clear();
    }
    left.forEach(Awaited::cancel);
  }

  /** Lets the content go that was taken last; on the instance's thread. */
  void forget() {
    octets = NOTHING;
  }

  int heldOctets() {
    return octets.remaining();
  }

  /** The next arrival, its number in the first line, or null; {@code octets} are its content. */
  private @Nullable String take() {
    synchronized (awaited) {
      Arrived next = arrived.poll();
      if (next == null) {
        return null;
      }
      octets = next.content();
      return next.text();
    }
  }

  private @Nullable Object cancel(Arguments arguments) {
    Awaited gone;
    int number = arguments.number(0);
    synchronized (awaited) {
      gone = awaited.remove(number);
      // It may have come before it was taken: nobody takes it any more.
      arrived.removeIf(each -> each.number() == number);
    }
    if (gone != null) {
      gone.cancel();
    }
    return null;
  }

  /** One that is waited for. */
  final class Awaited {
    final int number;
    private @Nullable Runnable ending;
    private boolean cancelled;

    private Awaited(int number) {
      this.number = number;
    }

    /** Says what ends it, which is done now where nobody waits any more. */
    void endedBy(Runnable how) {
      synchronized (this) {
        ending = how;
        if (!cancelled) {
          return;
        }
      }
      how.run();
    }

    private void cancel() {
      Runnable how;
      synchronized (this) {
        cancelled = true;
        how = ending;
      }
      if (how != null) {
        how.run();
      }
    }

    /** It has come. Any thread. */
    void arrives(String text, ByteBuffer content) {
      synchronized (awaited) {
        if (awaited.remove(number) != null) {
          arrived.add(new Arrived(number, number + "\n" + text, content));
        }
      }
      LockSupport.unpark(waiting);
    }
  }
}
