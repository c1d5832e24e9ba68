package dev.skerry.origin.objects.content;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.objects.content.ContentRow.Composed;
import dev.skerry.origin.objects.content.ContentRow.Kept;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Removes the contents to which nothing refers, unless somebody reads them: first the row, in a
 * transaction that leaves a note of where the content is, so that nobody can refer to it again;
 * then the content, of a composed one its slices; then, when that is sure to stay removed, the
 * note. One thread at a time in a process; other processes may do the same.
 */
public final class Removal {
  private static final int MOST = 200;

  private final Engine engine;
  private final Depot depot;
  private final Pins pins;
  private final InstantSource clock;

  /** Behind which of those that somebody reads to go on. */
  private Range rest = ContentKeys.allDoomed();

  Removal(Engine engine, Depot depot, Pins pins, InstantSource clock) {
    this.engine = engine;
    this.depot = depot;
    this.pins = pins;
    this.clock = clock;
  }

  /**
   * Removes some.
   *
   * @return whether there may be more to remove now
   */
  public boolean step() {
    List<Row> doomed =
        engine.<List<Row>, RuntimeException>read(
            snapshot -> snapshot.scan(Scan.of(rest).upTo(MOST)).rows());
    boolean more = doomed.size() == MOST;
    // Before they are: what cannot be removed is come back to, and holds up nothing behind it.
    rest =
        more
            ? ContentKeys.allDoomed().startingAt(doomed.getLast().key().next())
            : ContentKeys.allDoomed();
    Instant now = clock.instant();
    List<ContentId> claimed = new ArrayList<>();
    boolean dissolved;
    try {
      for (Row row : doomed) {
        ContentId id = ContentKeys.id(row.key());
        if (DoomedRow.decode(row.value()).isDue(now, depot.linger()) && pins.claim(id)) {
          claimed.add(id);
        }
      }
      dissolved = !claimed.isEmpty() && remove(claimed);
    } finally {
      claimed.forEach(pins::unclaim);
    }
    return more || dissolved;
  }

  /** Removes contents; whether slices of theirs may be without a reference now. */
  private boolean remove(List<ContentId> claimed) {
    Condemned condemned =
        engine
            .<Condemned, RuntimeException>transact(transaction -> condemn(transaction, claimed))
            .result();
    condemned.composed.forEach(this::dissolve);
    if (!condemned.kept.isEmpty()) {
      Depot.Removed removed = depot.remove(condemned.kept);
      engine.write(
          transaction -> {
            for (ContentId id : removed.done()) {
              transaction.delete(ContentKeys.doomed(id));
            }
          });
      IOException failure = removed.failure();
      if (failure != null) {
        throw new UncheckedIOException("contents cannot be removed", failure);
      }
    }
    return !condemned.composed.isEmpty();
  }

  /** Contents whose rows are gone. */
  private record Condemned(Map<ContentId, Kept> kept, List<ContentId> composed) {}

  /** Takes the rows of contents away; since they were looked up, somebody may refer to some. */
  private static Condemned condemn(Transaction transaction, List<ContentId> claimed) {
    Condemned condemned = new Condemned(new HashMap<>(), new ArrayList<>());
    for (ContentId id : claimed) {
      byte[] doomed = transaction.get(ContentKeys.doomed(id));
      if (doomed != null) {
        byte[] value = transaction.get(ContentKeys.content(id));
        condemn(transaction, id, DoomedRow.decode(doomed), value, condemned);
      }
    }
    return condemned;
  }

  private static void condemn(
      Transaction transaction,
      ContentId id,
      DoomedRow doomed,
      byte @Nullable [] value,
      Condemned condemned) {
    Kept known = doomed.condemned();
    if (known != null) {
      condemned.kept.put(id, known);
      return;
    }
    if (value == null) {
      condemned.composed.add(id); // of others only these leave their note without a place
      return;
    }
    transaction.delete(ContentKeys.content(id));
    switch (ContentRow.decode(value).place()) {
      case ContentRow.Inline _ -> transaction.delete(ContentKeys.doomed(id));
      case Composed _ -> condemned.composed.add(id);
      case Kept place -> {
        transaction.put(ContentKeys.doomed(id), new DoomedRow(doomed.since(), place).encode());
        condemned.kept.put(id, place);
      }
    }
  }

  /** Releases what the slices are of, some hundred in a transaction, and removes their rows. */
  private void dissolve(ContentId id) {
    Range slices = Range.prefix(ContentKeys.slices(id));
    boolean more = true;
    while (more) {
      more =
          engine
              .<Boolean, RuntimeException>transact(
                  transaction -> {
                    List<Row> rows = transaction.scan(Scan.of(slices).upTo(1)).rows();
                    if (rows.isEmpty()) {
                      transaction.delete(ContentKeys.doomed(id));
                      return false;
                    }
                    Key key = rows.getFirst().key();
                    for (Slice slice : Composition.slices(rows.getFirst())) {
                      References.release(transaction, slice.content(), clock.instant());
                    }
                    transaction.delete(key);
                    return true;
                  })
              .result();
    }
  }
}
