package dev.skerry.origin.objects.content;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.objects.content.ContentRow.Composed;
import dev.skerry.origin.objects.content.ContentRow.InFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Removes the contents to which nothing refers, unless somebody reads them: the file, then, when
 * that is sure to stay removed, the row; of a composed one first its slices. One thread at a time.
 */
public final class Removal {
  private static final int MOST = 200;

  private final Engine engine;
  private final ContentFiles files;
  private final Pins pins;

  /** Behind which of those that somebody reads to go on. */
  private Range rest = ContentKeys.allDoomed();

  Removal(Engine engine, ContentFiles files, Pins pins) {
    this.engine = engine;
    this.files = files;
    this.pins = pins;
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
    List<ContentId> claimed = new ArrayList<>();
    boolean dissolved;
    try {
      for (Row row : doomed) {
        ContentId id = ContentKeys.id(row.key());
        if (pins.claim(id)) {
          claimed.add(id);
        }
      }
      dissolved = remove(claimed);
    } finally {
      claimed.forEach(pins::unclaim);
    }
    return more || dissolved;
  }

  /** Removes contents; whether slices of theirs may be without a reference now. */
  private boolean remove(List<ContentId> claimed) {
    boolean dissolved = false;
    UncheckedIOException failure = null;
    List<ContentId> ofFiles = new ArrayList<>();
    Set<Path> folders = new HashSet<>();
    for (ContentId id : claimed) {
      byte[] value = engine.get(ContentKeys.content(id));
      // Between the scan and the claim somebody may have referred to it again.
      if (value == null || engine.get(ContentKeys.doomed(id)) == null) {
        continue;
      }
      switch (ContentRow.decode(value).place()) {
        case Composed composed -> {
          dissolve(id);
          dissolved = true;
        }
        case InFile place -> {
          try {
            files.disk().delete(files.file(id, place));
            folders.add(files.folder(place));
            ofFiles.add(id);
          } catch (IOException e) {
            failure = new UncheckedIOException("content " + id + " cannot be removed", e);
          }
        }
        case ContentRow.Inline inline -> ofFiles.add(id);
      }
    }
    sync(folders);
    if (!ofFiles.isEmpty()) {
      engine.write(
          transaction -> {
            for (ContentId id : ofFiles) {
              transaction.delete(ContentKeys.content(id));
              transaction.delete(ContentKeys.doomed(id));
            }
          });
    }
    if (failure != null) {
      throw failure;
    }
    return dissolved;
  }

  /** Releases what the slices are of, some hundred in a transaction, and removes the rows. */
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
                      transaction.delete(ContentKeys.content(id));
                      transaction.delete(ContentKeys.doomed(id));
                      return false;
                    }
                    Key key = rows.getFirst().key();
                    for (Slice slice : Composition.slices(rows.getFirst())) {
                      References.release(transaction, slice.content());
                    }
                    transaction.delete(key);
                    return true;
                  })
              .result();
    }
  }

  private void sync(Set<Path> folders) {
    try {
      for (Path folder : folders) {
        files.disk().syncFolder(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("folders cannot be synced", e);
    }
  }
}
