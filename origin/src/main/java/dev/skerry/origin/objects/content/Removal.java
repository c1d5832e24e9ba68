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

  /** Why single contents of this sweep could not be removed; null where all could. */
  private @Nullable IOException failure;

  /** Behind which of those that somebody reads to go on. */
  private Range rest = ContentKeys.allDoomed();

  Removal(Engine engine, Depot depot, Pins pins) {
    this.engine = engine;
    this.depot = depot;
    this.pins = pins;
  }

  /** What is to be removed, some of it, and what the depot's clock showed with it. */
  private record Doomed(List<Row> rows, long tick) {}

  /**
   * Removes some. What cannot be removed is told when all others were looked at.
   *
   * @return whether there may be more to remove now
   */
  public boolean step() {
    Doomed found =
        engine.<Doomed, RuntimeException>read(
            snapshot ->
                new Doomed(snapshot.scan(Scan.of(rest).upTo(MOST)).rows(), depot.tick(snapshot)));
    List<Row> doomed = found.rows;
    boolean more = doomed.size() == MOST;
    // Before they are: what cannot be removed is come back to, and holds up nothing behind it.
    rest =
        more
            ? ContentKeys.allDoomed().startingAt(doomed.getLast().key().next())
            : ContentKeys.allDoomed();
    List<ContentId> claimed = new ArrayList<>();
    boolean dissolved;
    try {
      for (Row row : doomed) {
        ContentId id = ContentKeys.id(row.key());
        if (DoomedRow.decode(row.value()).isDue(found.tick, depot.linger()) && pins.claim(id)) {
          claimed.add(id);
        }
      }
      dissolved = !claimed.isEmpty() && remove(claimed, found.tick);
    } finally {
      claimed.forEach(pins::unclaim);
    }
    if (!more && !dissolved) {
      tellFailure();
    }
    return more || dissolved;
  }

  private void tellFailure() {
    IOException told = failure;
    failure = null;
    if (told != null) {
      throw new UncheckedIOException("contents cannot be removed", told);
    }
  }

  /** Removes contents; whether slices of theirs may be without a reference now. */
  private boolean remove(List<ContentId> claimed, long tick) {
    Condemned condemned =
        engine
            .<Condemned, RuntimeException>transact(
                transaction -> condemn(transaction, claimed, tick))
            .result();
    condemned.composed.forEach(this::dissolve);
    if (!condemned.kept.isEmpty()) {
      Depot.Removed removed = removed(condemned.kept);
      engine.write(
          transaction -> {
            for (ContentId id : removed.done()) {
              transaction.delete(ContentKeys.doomed(id));
            }
          });
      if (removed.failure() != null) {
        failure = removed.failure();
      }
    }
    return !condemned.composed.isEmpty();
  }

  private Depot.Removed removed(Map<ContentId, Kept> kept) {
    try {
      return depot.remove(kept);
    } catch (IOException e) {
      throw new UncheckedIOException("contents cannot be removed", e);
    }
  }

  /** Contents whose rows are gone. */
  private record Condemned(Map<ContentId, Kept> kept, List<ContentId> composed) {}

  /**
   * Takes the rows of contents away; since they were looked up, somebody may refer to some, or have
   * done so and ceased to, which begins their time anew.
   */
  private Condemned condemn(Transaction transaction, List<ContentId> claimed, long tick) {
    Condemned condemned = new Condemned(new HashMap<>(), new ArrayList<>());
    for (ContentId id : claimed) {
      byte[] doomed = transaction.get(ContentKeys.doomed(id));
      if (doomed != null && DoomedRow.decode(doomed).isDue(tick, depot.linger())) {
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
                      References.release(transaction, slice.content(), depot);
                    }
                    transaction.delete(key);
                    return true;
                  })
              .result();
    }
  }
}
