package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.value.ItemSize;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The tables on an engine. May be used by any thread; blocks. Errors are {@link TableException}s
 * and those of the engine.
 */
public final class Tables {
  private final Engine engine;
  private final TablesSettings settings;
  private final KeptRequests requests;
  private final Streams streams;
  private final TimesToLive timesToLive;

  /** The rows that are read over and over: definitions and items. */
  public static List<Range> readOften() {
    return List.of(RowKeys.allDefinitions(), RowKeys.allItems());
  }

  /** The tables on an engine, which stays the caller's. */
  public Tables(Engine engine, TablesSettings settings) {
    this.engine = engine;
    this.settings = settings;
    this.requests = new KeptRequests(engine, settings.clock());
    this.streams = new Streams(engine, settings.clock());
    this.timesToLive = new TimesToLive(engine, settings);
  }

  /** What they stand on. */
  public Engine engine() {
    return engine;
  }

  /** Requests that must not be done twice. */
  public KeptRequests requests() {
    return requests;
  }

  /** How they are kept. */
  public TablesSettings settings() {
    return settings;
  }

  /** Their streams. */
  public Streams streams() {
    return streams;
  }

  /** How their items expire. */
  public TimesToLive timesToLive() {
    return timesToLive;
  }

  /** The moment by their clock. */
  public Instant now() {
    return settings.clock().instant();
  }

  /** How many items there are in a table, and how large they are together. */
  public record Census(long items, long bytes) {}

  /** Makes a table that has no items. */
  public TableDefinition create(String name, TableSchema schema, TableOptions options) {
    return engine
        .transact(
            transaction -> {
              Instant now = now();
              if (Catalog.find(transaction, name, now) != null) {
                throw new TableException(
                    ErrorType.RESOURCE_IN_USE, "Table already exists: " + name);
              }
              TableDefinition table =
                  new TableDefinition(
                      Catalog.nextNumber(transaction),
                      UUID.randomUUID().toString(),
                      name,
                      now,
                      schema,
                      options,
                      TableDefinition.State.CREATING,
                      now.plus(settings.stateDelay()));
              Catalog.put(transaction, table);
              Streams.follow(transaction, null, table, now);
              return table;
            })
        .result();
  }

  /** The table of a name, whatever its state, or null. */
  public @Nullable TableDefinition find(Reads reads, String name) {
    return Catalog.find(reads, name, now());
  }

  /** The table of a name, to be described or changed. */
  public TableDefinition described(Reads reads, String name) {
    TableDefinition table = find(reads, name);
    if (table == null) {
      throw new TableException(
          ErrorType.RESOURCE_NOT_FOUND,
          "Requested resource not found: Table: " + name + " not found");
    }
    return table;
  }

  /** The table of a name, whose items are to be read or written. */
  public TableDefinition usable(Reads reads, String name) {
    TableDefinition table = find(reads, name);
    if (table == null || !table.isUsableAt(now())) {
      throw new TableException(ErrorType.RESOURCE_NOT_FOUND, "Requested resource not found");
    }
    return table;
  }

  /** Tables in the order of their names, at most so many behind a name. */
  public List<TableDefinition> after(String name, int most) {
    return engine.<List<TableDefinition>, RuntimeException>read(
        snapshot -> Catalog.after(snapshot, name, most, now()));
  }

  /** Changes a table that is neither being made nor deleted; it shows that for a moment. */
  public TableDefinition update(String name, UnaryOperator<TableDefinition> change) {
    return changed(
        name,
        (transaction, table) -> {
          checkChangeable(table, "updated");
          return change
              .apply(table)
              .in(TableDefinition.State.UPDATING, now().plus(settings.stateDelay()));
        });
  }

  /** Deletes a table with all its items; it shows that for a moment. */
  public TableDefinition delete(String name) {
    return changed(
        name,
        (transaction, table) -> {
          checkChangeable(table, "created");
          if (table.options().deletionProtected()) {
            throw TableException.validation(
                "Resource cannot be deleted as it is currently protected against deletion."
                    + " Disable deletion protection first.");
          }
          transaction.delete(Range.prefix(RowKeys.items(table.number())));
          transaction.delete(Range.prefix(RowKeys.indexes(table.number())));
          transaction.delete(Range.prefix(RowKeys.expiries(table.number())));
          transaction.delete(RowKeys.timeToLive(table.number()));
          if (Streams.mayTell(transaction, table)) {
            Leftovers.add(transaction, RowKeys.images(table.number()));
          } else {
            transaction.delete(Range.prefix(RowKeys.images(table.number())));
          }
          return table
              .with(table.options().streaming(null))
              .in(TableDefinition.State.DELETING, now().plus(settings.stateDelay()));
        });
  }

  private interface Change {
    TableDefinition of(Transaction transaction, TableDefinition table);
  }

  private TableDefinition changed(String name, Change change) {
    return engine
        .transact(
            transaction -> {
              TableDefinition before = described(transaction, name);
              TableDefinition table = change.of(transaction, before);
              Catalog.put(transaction, table);
              Streams.follow(transaction, before, table, now());
              return table;
            })
        .result();
  }

  private void checkChangeable(TableDefinition table, String done) {
    TableDefinition.State state = table.stateAt(now());
    if (state != TableDefinition.State.ACTIVE) {
      String being =
          switch (state) {
            case CREATING -> "created";
            case DELETING -> "deleted";
            default -> done;
          };
      throw new TableException(
          ErrorType.RESOURCE_IN_USE,
          "Attempt to change a resource which is still in use: Table is being "
              + being
              + ": "
              + table.name());
    }
  }

  /** Counts the items of a table, or of an index of it. */
  public Census count(TableDefinition table, @Nullable IndexDefinition index) {
    LongAdder items = new LongAdder();
    LongAdder bytes = new LongAdder();
    engine.<Boolean, RuntimeException>read(
        snapshot -> {
          ItemRange.segment(table, index, 0, 1)
              .visit(
                  snapshot,
                  item -> {
                    items.increment();
                    bytes.add(
                        ItemSize.of(index == null ? item : index.of(item, table.schema().key())));
                    return true;
                  });
          return true;
        });
    return new Census(items.sum(), bytes.sum());
  }
}
