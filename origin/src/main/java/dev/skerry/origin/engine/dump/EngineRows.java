package dev.skerry.origin.engine.dump;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Snapshot;
import dev.skerry.origin.engine.Stamp;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an engine. They take longer than a snapshot may live, so another one follows, which
 * must be of the same moment.
 */
final class EngineRows implements RowSource {
  private final @Nullable Engine engine;
  private final Stamp stamp;
  private Snapshot snapshot;
  private Range rest = Range.ALL;
  private Iterator<Row> part = List.<Row>of().iterator();

  /** The rows of an engine to which nobody writes. */
  EngineRows(Engine engine) {
    this.engine = engine;
    this.snapshot = engine.snapshot();
    this.stamp = snapshot.stamp();
  }

  /** The rows of a snapshot that lives long enough, and is closed with this. */
  EngineRows(Snapshot snapshot) {
    this.engine = null;
    this.snapshot = snapshot;
    this.stamp = snapshot.stamp();
  }

  @Override
  public Stamp stamp() {
    return stamp;
  }

  @Override
  public @Nullable Row next() {
    while (!part.hasNext() && !rest.isEmpty()) {
      Rows rows = read(Scan.of(rest));
      part = rows.rows().iterator();
      rest = rows.rest();
    }
    return part.hasNext() ? part.next() : null;
  }

  private Rows read(Scan scan) {
    try {
      return snapshot.scan(scan);
    } catch (EngineException.TooOld e) {
      if (engine == null) {
        throw e;
      }
      snapshot.close();
      snapshot = engine.snapshot();
      if (!snapshot.stamp().equals(stamp)) {
        throw new EngineException.Conflict(
            "the engine was written meanwhile (commit "
                + snapshot.stamp()
                + " after "
                + stamp
                + "), expected to dump a checkpoint of it, or while nobody writes");
      }
      return snapshot.scan(scan);
    }
  }

  @Override
  public void close() {
    snapshot.close();
  }
}
