package dev.skerry.edge.compress;

import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Things that are dear to make and can be used again, a few of them kept per event loop.
 *
 * <p>A thing is given back on the thread that took it. What is one too many, or left when a thread
 * ends, is ended.
 */
final class Spares<T> {
  private static final int MAX_PER_THREAD = 4;

  private final Supplier<T> make;
  private final Consumer<T> end;
  private final FastThreadLocal<ArrayDeque<T>> spares =
      new FastThreadLocal<>() {
        @Override
        protected ArrayDeque<T> initialValue() {
          return new ArrayDeque<>(MAX_PER_THREAD);
        }

        @Override
        protected void onRemoval(ArrayDeque<T> left) {
          left.forEach(end);
        }
      };

  Spares(Supplier<T> make, Consumer<T> end) {
    this.make = make;
    this.end = end;
  }

  T take() {
    T spare = spares.get().pollFirst();
    return spare != null ? spare : make.get();
  }

  /** Takes a thing back, which must be as good as new. */
  void give(T thing) {
    ArrayDeque<T> mine = spares.get();
    if (mine.size() < MAX_PER_THREAD) {
      mine.addFirst(thing);
    } else {
      end.accept(thing);
    }
  }
}
