package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.transfer.BucketAccess;
import dev.skerry.origin.tables.transfer.CsvLine;
import dev.skerry.origin.tables.transfer.Lines;
import dev.skerry.origin.tables.transfer.TransferException;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.ItemSize;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the imports that were asked for: some items in a transaction, which also says how many
 * records of which object are done. Who starts after a fall reads that object anew and passes over
 * them.
 *
 * <p>Records that are no items of the table are counted, and the first of them are told to the log
 * of the process. What is no gzip, or ends too early, is one such record, and the last of its
 * object; so is a header that is none.
 */
final class Importing {
  private static final Logger log = LoggerFactory.getLogger(Importing.class);

  private static final int RECORDS = 100;
  private static final long BYTES = 1 << 20;

  /** So many records of an import are told to the log. */
  private static final int TOLD = 100;

  private final Engine engine;
  private final InstantSource clock;
  private final BooleanSupplier closed;
  private final BucketAccess buckets;
  private final Turns<Import> turns;

  Importing(Engine engine, InstantSource clock, BooleanSupplier closed, BucketAccess buckets) {
    this.engine = engine;
    this.clock = clock;
    this.closed = closed;
    this.buckets = buckets;
    this.turns =
        new Turns<>(
            engine,
            closed,
            new Turns.Work<>(
                Imports.ROWS::running, each -> "the import " + each.id(), this::part, this::fail));
  }

  /** Makes all imports that there are to be made. */
  @Nullable Instant run() {
    if (buckets.isHere()) {
      turns.round();
    }
    return null;
  }

  /** An import that somebody else has come forward with. */
  private static final class Overtaken extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private void part(Import at) {
    try {
      BucketAccess.Listed next = next(at);
      if (next == null) {
        end(at, TransferState.completed(clock.instant()));
      } else {
        read(at, next);
      }
    } catch (Overtaken e) {
      // What it did is done.
    }
  }

  private void fail(Import at, TransferException why) {
    end(at, TransferState.failed(clock.instant(), why));
  }

  /** The object to read next, which may be one that is begun; null when all are read. */
  private BucketAccess.@Nullable Listed next(Import at) {
    String object = at.progress().object();
    if (object != null && at.progress().isBegun()) {
      return begun(at, object);
    }
    String prefix = at.wish().prefix() == null ? "" : at.wish().prefix();
    List<BucketAccess.Listed> next = buckets.list(at.place(), prefix, object);
    if (next.isEmpty() && object == null) {
      throw new TransferException(
          "S3NoSuchKey", "There is no object whose key begins with the prefix");
    }
    return next.isEmpty() ? null : next.getFirst();
  }

  /** The object that is begun, where it is still as it was: what was read of it is passed over. */
  private BucketAccess.Listed begun(Import at, String object) {
    List<BucketAccess.Listed> found = buckets.list(at.place(), object, null);
    if (found.isEmpty()
        || !found.getFirst().key().equals(object)
        || !found.getFirst().etag().equals(at.progress().etag())) {
      throw new TransferException(
          "S3PreconditionFailed", "An object was changed while it was imported");
    }
    return found.getFirst();
  }

  private void read(Import begun, BucketAccess.Listed object) {
    Import at = begun;
    long done = begun.progress().isBegun() ? begun.progress().records() : 0;
    try (InputStream octets = buckets.read(at.place(), object.key());
        InputStream plain = at.wish().gzip() ? new GZIPInputStream(octets) : octets) {
      boolean csv = at.wish().format() == Import.Format.CSV;
      ImportedItems items = new ImportedItems(at);
      Lines lines = csv ? Lines.ofCsv(plain, items.delimiter()) : Lines.of(plain);
      List<String> header = csv ? header(at, lines, items) : List.of();
      for (long i = 0; i < done; i++) {
        lines.next();
      }
      boolean more = true;
      while (more) {
        if (closed.getAsBoolean()) {
          return;
        }
        Batch batch = new Batch();
        more = fill(batch, at, lines, items, header);
        done += batch.read;
        Import.Progress after =
            at.progress().more(object, done, batch.processed, batch.items.size());
        at = keep(at, at.at(more ? after : after.done(object)), batch);
      }
    } catch (ZipException | EOFException e) {
      log.warn("the import {}: {} cannot be read: {}", at.id(), object.key(), e.toString());
      keep(at, at.at(at.progress().more(object, done, 1, 0).done(object)), new Batch());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> header(Import at, Lines lines, ImportedItems items)
      throws IOException {
    if (!at.wish().header().isEmpty()) {
      return at.wish().header();
    }
    Lines.Line first = lines.next();
    if (first == null || first.text() == null) {
      return List.of();
    }
    try {
      return CsvLine.fields(first.text(), items.delimiter());
    } catch (TableException e) {
      ZipException wrong = new ZipException("its header is wrong: " + e.getMessage());
      wrong.initCause(e);
      throw wrong;
    }
  }

  /** Some items, of more records. */
  private static final class Batch {
    private final List<Item> items = new ArrayList<>();
    private int read;
    private int processed;
    private long bytes;
  }

  private static boolean fill(
      Batch batch, Import at, Lines lines, ImportedItems items, List<String> header)
      throws IOException {
    while (batch.read < RECORDS && batch.bytes < BYTES) {
      Lines.Line line;
      try {
        line = lines.next();
      } catch (ZipException | EOFException e) {
        log.warn("the import {}: an object cannot be read on: {}", at.id(), e.toString());
        batch.processed++;
        return false;
      }
      if (line == null) {
        return false;
      }
      batch.read++;
      String text = line.text();
      if (text != null && text.isBlank()) {
        continue;
      }
      batch.processed++;
      try {
        if (text == null) {
          throw TableException.validation("The record is too long, or no UTF-8");
        }
        Item item = items.read(text, header);
        batch.items.add(item);
        batch.bytes += ItemSize.of(item);
      } catch (TableException e) {
        if (at.progress().errors() + batch.processed - batch.items.size() <= TOLD) {
          log.warn("the import {}: a record is no item: {}", at.id(), e.getMessage());
        }
      }
    }
    return true;
  }

  /** Writes items, and how far the import is; what it is then. */
  private Import keep(Import before, Import after, Batch batch) {
    engine.write(
        transaction -> {
          TableDefinition table = table(transaction, before);
          for (Item item : batch.items) {
            Items.write(transaction, table, Items.get(transaction, table, item), item);
          }
          Imports.put(transaction, after);
        });
    return after;
  }

  private TableDefinition table(Transaction transaction, Import at) {
    if (!isAt(transaction, at)) {
      throw new Overtaken();
    }
    TableDefinition table =
        Catalog.find(transaction, at.table().account(), at.table().name(), clock.instant());
    if (table == null || table.number() != at.table().number()) {
      throw new TransferException("TableDeleted", "The table is not there any more");
    }
    return table;
  }

  /** Ends an import: its table can be used, or is removed where it failed. */
  private void end(Import seen, TransferState state) {
    engine.write(
        transaction -> {
          byte[] kept = transaction.get(row(seen));
          Import before = kept == null ? seen : Import.of(kept);
          if (!before.progress().state().isRunning()) {
            return;
          }
          Instant now = clock.instant();
          Import ended = before.at(before.progress().in(state));
          Imports.ROWS.end(transaction, seen.table().account(), seen.id(), ended.toBytes(), now);
          TableDefinition table =
              Catalog.find(transaction, seen.table().account(), seen.table().name(), now);
          if (table == null || table.number() != seen.table().number()) {
            return;
          }
          if (state.code() == null) {
            Catalog.put(transaction, table.in(TableDefinition.State.ACTIVE, now));
            return;
          }
          Catalog.put(transaction, table.in(TableDefinition.State.DELETING, now));
          Counting.end(transaction, table.number());
          Jobs.clear(transaction, table.account(), table.number(), table.name());
        });
  }

  private static boolean isAt(Transaction transaction, Import at) {
    return Arrays.equals(transaction.get(row(at)), at.toBytes());
  }

  private static Key row(Import at) {
    return RowKeys.transfer(RowKeys.IMPORTS, at.table().account(), at.id());
  }
}
