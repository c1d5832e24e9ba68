package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.tables.transfer.BucketAccess;
import dev.skerry.origin.tables.transfer.DataFile;
import dev.skerry.origin.tables.transfer.ExportFolder;
import dev.skerry.origin.tables.transfer.Manifest;
import dev.skerry.origin.tables.transfer.TransferException;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.ItemSize;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the exports that were asked for: one data file after the other, each written before the
 * transaction that says so. Who starts after a fall writes the file anew that was not said.
 *
 * <p>Holds one data file, and one part of a table. Writers are not kept waiting: all is read.
 */
final class Exporting {
  private static final int ITEMS = 200;

  /** Items of so many bytes are in a data file, and one part more. */
  private static final long FILE_BYTES = 16L << 20;

  private final Engine engine;
  private final TablesSettings settings;
  private final BooleanSupplier closed;
  private final Archive archive;
  private final BucketAccess buckets;
  private final AsOf full;
  private final ChangedItems changed;
  private final Turns<Export> turns;

  Exporting(
      Engine engine,
      TablesSettings settings,
      BooleanSupplier closed,
      Archive archive,
      BucketAccess buckets) {
    this.engine = engine;
    this.settings = settings;
    this.closed = closed;
    this.archive = archive;
    this.buckets = buckets;
    this.full = new AsOf(engine);
    this.changed = new ChangedItems(engine, archive, closed);
    this.turns =
        new Turns<>(
            engine,
            closed,
            new Turns.Work<>(
                Exports.ROWS::running, each -> "the export " + each.id(), this::part, this::fail));
  }

  /** Makes all exports that there are to be made. */
  @Nullable Instant run() {
    if (buckets.isHere()) {
      turns.round();
    }
    return null;
  }

  private void part(Export export) {
    if (export.progress().files() == 0 && export.progress().next().length() == 0) {
      write(export, "_started", new byte[0]);
    }
    writeFile(export);
  }

  private void fail(Export export, TransferException why) {
    end(export, TransferState.failed(settings.clock().instant(), why));
  }

  private String write(Export export, String name, byte[] octets) {
    return write(export.folder().file(name), export, octets);
  }

  private String write(String key, Export export, byte[] octets) {
    return buckets.write(export.place(), key, octets);
  }

  /** Writes the next data file, and what tells of all of them after the last. */
  private void writeFile(Export export) {
    DataFile file = new DataFile();
    Key next = export.progress().next();
    long bytes = 0;
    while (next != null && bytes < FILE_BYTES) {
      if (closed.getAsBoolean()) {
        return;
      }
      ChangedItems.Added added =
          export.wish().period() == null
              ? addFull(export, next, file)
              : changed.add(export, next, file);
      bytes += added.bytes();
      next = added.next();
    }
    List<Manifest.File> written = new ArrayList<>();
    if (file.items() > 0) {
      byte[] octets = file.finish();
      String key = export.folder().data(export.progress().files());
      String etag = write(key, export, octets);
      written.add(new Manifest.File(key, file.items(), ExportFolder.md5(octets), etag));
    }
    Export.Progress before = export.progress();
    Export after =
        export.at(
            new Export.Progress(
                next == null ? before.next() : next,
                before.files() + written.size(),
                before.items() + file.items(),
                before.bytes() + bytes,
                before.state()));
    if (next != null) {
      keep(export, after, written);
      return;
    }
    if (!engine.<Boolean, RuntimeException>read(snapshot -> isAt(snapshot, export))) {
      return; // its past was lost meanwhile
    }
    List<Manifest.File> all = files(export);
    all.addAll(written);
    Instant now = settings.clock().instant();
    writeManifest(after, all, now);
    end(export, after.at(after.progress().in(TransferState.completed(now))));
  }

  private ChangedItems.Added addFull(Export export, Key next, DataFile file) {
    TableDefinition table = export.table();
    CopyJob job =
        new CopyJob(
            table.account(),
            0,
            table.number(),
            new CopyJob.OfTable(export.moments().last()),
            export.id(),
            false,
            next,
            0,
            0);
    AsOf.Part now = full.now(job, ITEMS);
    if (!archive.catchUp(closed)) {
      return new ChangedItems.Added(0, next);
    }
    AsOf.Part then = full.then(job, now, ITEMS);
    long bytes = 0;
    for (Item item : then.items().values()) {
      file.add(item);
      bytes += ItemSize.of(item);
    }
    return new ChangedItems.Added(bytes, then.next());
  }

  private void writeManifest(Export export, List<Manifest.File> files, Instant now) {
    byte[] lines = Manifest.files(files);
    write(export, "manifest-files.json", lines);
    write(export, "manifest-files.md5", text(ExportFolder.md5(lines)));
    byte[] summary = Manifest.summary(export.summary(settings.of(export.table().account()), now));
    write(export, "manifest-summary.json", summary);
    write(export, "manifest-summary.md5", text(ExportFolder.md5(summary)));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void keep(Export before, Export after, List<Manifest.File> written) {
    engine.write(
        transaction -> {
          if (isAt(transaction, before)) {
            int number = before.progress().files();
            for (Manifest.File file : written) {
              transaction.put(RowKeys.exportFile(before.id(), number++), bytes(file));
            }
            Exports.put(transaction, after);
          }
        });
  }

  private void end(Export before, TransferState state) {
    end(before, before.at(before.progress().in(state)));
  }

  private void end(Export before, Export after) {
    engine.write(
        transaction -> {
          if (isAt(transaction, before)) {
            Exports.end(transaction, after, settings.clock().instant());
          }
        });
  }

  private static boolean isAt(Reads reads, Export export) {
    byte[] kept =
        reads.get(RowKeys.transfer(RowKeys.EXPORTS, export.table().account(), export.id()));
    return Arrays.equals(kept, export.toBytes());
  }

  private static byte[] bytes(Manifest.File file) {
    return Document.begin("a data file")
        .text("key", file.key())
        .number("items", file.items())
        .text("md5", file.md5())
        .text("etag", file.etag())
        .toBytes();
  }

  private List<Manifest.File> files(Export export) {
    List<Manifest.File> files = new ArrayList<>();
    Range range = Range.prefix(RowKeys.exportFiles(export.id()));
    while (!range.isEmpty()) {
      Range part = range;
      Rows rows = engine.read(snapshot -> snapshot.scan(Scan.of(part)));
      for (Row row : rows.rows()) {
        Document file = Document.of("a data file", row.value());
        files.add(
            new Manifest.File(
                file.requiredText("key"),
                file.number("items"),
                file.requiredText("md5"),
                file.requiredText("etag")));
      }
      range = rows.rest();
    }
    return files;
  }
}
