package dev.skerry.edge.disk;

import dev.skerry.edge.disk.RecordHeader.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Records that were appended, and are to be in the index once they can be read. Used by the
 * writer's thread only.
 */
final class Unpublished {
  private static final int MAX_RECORDS = 4096;

  private record Appended(RecordHeader header, @Nullable Offer offer, long oldPlace) {}

  private final RecordIndex index;
  private final Removals removals;
  private final List<Appended> records = new ArrayList<>();

  Unpublished(RecordIndex index, Removals removals) {
    this.index = index;
    this.removals = removals;
  }

  /** Adds the record that was made of an offer. */
  void add(RecordHeader header, Offer offer) {
    records.add(new Appended(header, offer, Place.NONE));
  }

  /** Adds a record that has moved on. */
  void addMoved(RecordHeader header, long oldPlace) {
    records.add(new Appended(header, null, oldPlace));
  }

  boolean isEmpty() {
    return records.isEmpty();
  }

  /** Whether no more should be added before they are published. */
  boolean isFull() {
    return records.size() >= MAX_RECORDS;
  }

  /**
   * Puts all into the index: they can be read.
   *
   * @param done told of each offer
   * @param driven told of each older variant that had to go, as its key has too many
   */
  void publish(Consumer<Offer> done, Consumer<RecordKey> driven) {
    for (Appended next : records) {
      RecordHeader header = next.header();
      Offer offer = next.offer();
      if (offer == null) {
        var _ = index.move(header.key(), next.oldPlace(), header.place(), header.recordBytes());
      } else {
        RecordKey gone =
            index.put(
                header.key(),
                header.place(),
                header.recordBytes(),
                header.kind() == Kind.FRESHENED,
                () -> removals.ofVariant(header.key()) == offer.removals());
        if (gone != null) {
          driven.accept(gone);
        }
        done.accept(offer);
      }
    }
    records.clear();
  }

  /**
   * Forgets all: their segment is given up.
   *
   * @param lost told of each offer
   */
  void giveUp(Consumer<Offer> lost) {
    for (Appended next : records) {
      if (next.offer() != null) {
        lost.accept(next.offer());
      }
    }
    records.clear();
  }
}
