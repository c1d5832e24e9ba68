package dev.skerry.origin.engine.cache;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Snapshot;
import dev.skerry.origin.engine.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads of memory, as long as it has what is asked for, and of a snapshot from the first that it
 * has not. For who can begin anew.
 *
 * <p>Why all of it is as of one moment: what is found in memory is what is there at that moment. At
 * each further find, and when the snapshot has been taken, it is made sure that everything found
 * before has been in memory ever since, and so is what is there now, too; otherwise {@link
 * Overtaken} is thrown.
 */
final class LateSnapshot implements Snapshot {
  private final CachedEngine engine;
  private final List<BooleanSupplier> found = new ArrayList<>(2);
  private @Nullable Snapshot taken;
  private boolean closed;

  /** Something that was found in memory has been written since: what was read is of no moment. */
  static final class Overtaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Overtaken() {
      super("what was read has been written since", null, false, false);
    }
  }

  LateSnapshot(CachedEngine engine) {
    this.engine = engine;
  }

  @Override
  public byte @Nullable [] get(Key key) {
    if (isLate()) {
      CachedEngine.Found row = engine.find(key);
      if (row != null) {
        add(() -> engine.stillHolds(key, row));
        return row.value();
      }
    }
    return take().get(key);
  }

  @Override
  public List<byte @Nullable []> getAll(List<Key> keys) {
    return take().getAll(keys);
  }

  @Override
  public Rows scan(Scan scan) {
    Groups groups = engine.groups();
    Key group = isLate() ? groups.of(scan.range()) : null;
    if (group == null) {
      return take().scan(scan);
    }
    Held held = groups.find(group, scan.range());
    if (held != null) {
      add(() -> groups.stillHolds(held));
      return held.rows(scan);
    }
    long state = groups.state(group);
    Rows rows = take().scan(scan);
    groups.keep(group, scan, rows, state);
    return rows;
  }

  @Override
  public Stamp stamp() {
    return take().stamp();
  }

  /** Whether there is no snapshot yet. */
  private boolean isLate() {
    if (closed) {
      throw new IllegalStateException("the snapshot has been closed");
    }
    return taken == null;
  }

  private void add(BooleanSupplier stillThere) {
    check();
    found.add(stillThere);
  }

  private Snapshot take() {
    if (isLate()) {
      taken = engine.snapshot();
      check();
    }
    return Objects.requireNonNull(taken);
  }

  private void check() {
    for (BooleanSupplier each : found) {
      if (!each.getAsBoolean()) {
        throw new Overtaken();
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    if (taken != null) {
      taken.close();
    }
  }
}
