package dev.skerry.control.fleet;

import dev.skerry.edge.purge.Purge;
import dev.skerry.edge.purge.Selector;
import dev.skerry.edge.sync.Directive;
import dev.skerry.edge.sync.Hello;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Purges of everything, of which there are ever more: 1, 2, 3 and so on. */
final class NumberedPurges implements DirectiveSource {
  private final AtomicLong latest = new AtomicLong();

  /** How often any edge has asked. */
  int asked;

  /** The newest. */
  long latest() {
    return latest.get();
  }

  Newest newest() {
    return new Newest(latest(), 1);
  }

  /** There are so many more. */
  void add(int count) {
    latest.addAndGet(count);
  }

  @Override
  public Following begin(String edge, Hello hello) {
    return new Following() {
      private long told = hello.applied();
      private boolean current;

      @Override
      public @Nullable Directive next() {
        asked++;
        if (told < latest.get()) {
          told++;
          return new Directive.Order(
              new Purge(told, 1, null, List.of(new Selector.Everything()), false));
        }
        if (!current) {
          current = true;
          return new Directive.Current(told);
        }
        return null;
      }
    };
  }
}
