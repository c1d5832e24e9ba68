package dev.skerry.origin.objects.content;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Scan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Removes the files without a row that processes left which did not end in good order: it looks
 * through the files of their epochs, and no others. One thread at a time.
 */
final class FileOrphans implements Orphans {
  private static final int BATCH = 1_000;
  private static final int EPOCHS = 1_000;

  private final Engine engine;
  private final ContentFiles files;
  private long removed;

  FileOrphans(Engine engine, ContentFiles files) {
    this.engine = engine;
    this.files = files;
  }

  @Override
  public long removed() {
    return removed;
  }

  /** Looks through one epoch. */
  @Override
  public boolean step() {
    Integer epoch = unswept();
    if (epoch == null) {
      return false;
    }
    Path folder = files.folder(epoch);
    try {
      for (String name : files.disk().list(folder)) {
        sweep(folder.resolve(name));
      }
      if (files.disk().list(folder).isEmpty()) {
        files.disk().delete(folder);
      } else {
        files.disk().syncFolder(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("orphans in " + folder + " cannot be removed", e);
    }
    engine.write(transaction -> transaction.delete(ContentKeys.epoch(epoch)));
    return true;
  }

  private @Nullable Integer unswept() {
    List<Row> rows =
        engine.<List<Row>, RuntimeException>read(
            snapshot -> snapshot.scan(Scan.of(ContentKeys.epochs()).upTo(EPOCHS)).rows());
    for (Row row : rows) {
      int epoch = ContentKeys.epoch(row.key());
      if (epoch != files.epoch()) {
        return epoch;
      }
    }
    return null;
  }

  private void sweep(Path folder) throws IOException {
    List<String> names = files.disk().list(folder).stream().filter(ContentId::isName).toList();
    for (int from = 0; from < names.size(); from += BATCH) {
      sweep(folder, names.subList(from, Math.min(from + BATCH, names.size())));
    }
    if (files.disk().list(folder).isEmpty()) {
      files.disk().delete(folder);
    } else {
      files.disk().syncFolder(folder);
    }
  }

  private void sweep(Path folder, List<String> names) throws IOException {
    List<Key> keys = new ArrayList<>();
    for (String name : names) {
      keys.add(ContentKeys.content(ContentId.of(name)));
    }
    List<byte @Nullable []> rows = engine.getAll(keys);
    for (int i = 0; i < names.size(); i++) {
      if (rows.get(i) == null) {
        files.disk().delete(folder.resolve(names.get(i)));
        removed++;
      }
    }
  }
}
