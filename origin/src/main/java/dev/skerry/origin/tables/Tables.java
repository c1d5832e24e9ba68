package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.value.Item;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An account's tables on an engine; what one account calls its tables says nothing of another's.
 * May be used by any thread; blocks. Errors are {@link TableException}s and those of the engine.
 *
 * <p>Where a table is named, its ARN does as well; that of another account's table is refused with
 * {@link ForeignResource}.
 */
public final class Tables implements AutoCloseable {
  /** Pages of changes that are added up before counts are told. */
  private static final int PAGES_AT_ONCE = 4;

  /** Numbers of indexes that are made with their table are below. */
  private static final int FIRST_LATER_INDEX = 100;

  private final Engine engine;
  private final TablesSettings settings;
  private final KeptRequests requests;
  private final Streams streams;
  private final TimesToLive timesToLive;
  private final Counting counting;
  private final Archive archive;
  private final Upkeep upkeep;
  private final Backups backups;
  private final ContinuousBackups continuousBackups;

  /**
   * Adds up the changes of counts that are only in the feed yet, for all accounts: for who is about
   * to copy rows, and not the feed. Ends when there are no more, so while hardly anybody writes.
   */
  public static void addUpCounts(Engine engine) {
    Counting counting = new Counting(engine);
    boolean all = false;
    while (!all) {
      all = counting.addUp();
    }
  }

  /** The rows that nearly every call reads. */
  public static Range definitions() {
    return RowKeys.allDefinitions();
  }

  /** The rows of which some are read over and over. */
  public static Range items() {
    return RowKeys.allItems();
  }

  /**
   * The tables of the settings' account on an engine, which stays the caller's. To be closed before
   * it, and with it those {@link #of} other accounts.
   */
  public Tables(Engine engine, TablesSettings settings) {
    this.engine = engine;
    this.settings = settings;
    this.requests = new KeptRequests(engine, settings);
    this.streams = new Streams(engine, settings);
    this.timesToLive = new TimesToLive(engine, settings);
    this.counting = new Counting(engine);
    this.archive = new Archive(engine, settings.clock());
    this.upkeep = new Upkeep(engine, settings, counting, archive);
    this.backups = new Backups(this, upkeep::wakeCopies);
    this.continuousBackups = new ContinuousBackups(this, upkeep::wakeCopies);
  }

  private Tables(Tables others, String account) {
    this.engine = others.engine;
    this.settings = others.settings.of(account);
    this.requests = new KeptRequests(engine, settings);
    this.streams = new Streams(engine, settings);
    this.timesToLive = new TimesToLive(engine, settings);
    this.counting = others.counting;
    this.archive = others.archive;
    this.upkeep = others.upkeep;
    this.backups = new Backups(this, upkeep::wakeCopies);
    this.continuousBackups = new ContinuousBackups(this, upkeep::wakeCopies);
  }

  /** The tables of another account, twelve digits; what is done behind the calls is shared. */
  public Tables of(String account) {
    return account.equals(settings.account()) ? this : new Tables(this, account);
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

  /** Their backups. */
  public Backups backups() {
    return backups;
  }

  /** Which of them can be restored to any second. */
  public ContinuousBackups continuousBackups() {
    return continuousBackups;
  }

  Archive archive() {
    return archive;
  }

  void wakeJobs() {
    upkeep.wakeJobs();
  }

  /** What is done for them behind the calls, which begins when it is told to. */
  public Upkeep upkeep() {
    return upkeep;
  }

  /** The moment by their clock. */
  public Instant now() {
    return settings.clock().instant();
  }

  /** Ends what is done behind the calls; waits for the transactions that are under way. */
  @Override
  public void close() {
    upkeep.close();
  }

  /** How many items there are in a table or an index, and how large they are together. */
  public record Census(long items, long bytes) {}

  /** Makes a table that has no items. */
  public TableDefinition create(
      String nameOrArn,
      TableSchema schema,
      TableOptions options,
      TableTraits traits,
      @Nullable String policy) {
    String name = settings.own(nameOrArn);
    return engine
        .transact(
            transaction -> {
              Instant now = now();
              TableDefinition same = Catalog.find(transaction, settings.account(), name, now);
              if (same != null) {
                throw new TableException(
                    ErrorType.RESOURCE_IN_USE,
                    same.stateAt(now) == TableDefinition.State.CREATING
                        ? "Attempt to change a resource which is still in use: Table is being"
                            + " created: "
                            + name
                        : "Table already exists: " + name);
              }
              TableDefinition table =
                  new TableDefinition(
                      Catalog.nextNumber(transaction),
                      UUID.randomUUID().toString(),
                      settings.account(),
                      name,
                      now,
                      schema,
                      options,
                      options.onDemand() ? traits.byRequest(now) : traits,
                      TableDefinition.State.CREATING,
                      now.plus(settings.stateDelay()));
              Catalog.put(transaction, table);
              Streams.follow(transaction, null, table, now);
              Counting.begin(transaction, table.number());
              if (policy != null) {
                Policies.put(transaction, table, Policies.OF_TABLE, policy, now);
              }
              return table;
            })
        .result();
  }

  /** The table of a name, whatever its state, or null. */
  public @Nullable TableDefinition find(Reads reads, String name) {
    return Catalog.find(reads, settings.account(), settings.own(name), now());
  }

  /** The table of a name, to be described or changed. */
  public TableDefinition described(Reads reads, String name) {
    TableDefinition table = find(reads, name);
    if (table == null) {
      throw new TableException(
          ErrorType.RESOURCE_NOT_FOUND,
          "Requested resource not found: Table: " + settings.own(name) + " not found");
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
        snapshot -> Catalog.after(snapshot, settings.account(), name, most, now()));
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

  /** A change of a table that is neither being made nor deleted. */
  public interface Alteration {
    /**
     * The table as it is to be.
     *
     * @param until how long it shows that it is being changed, if it shows that
     * @param nextIndex the number that a new index would have
     */
    TableDefinition of(TableDefinition table, Instant until, int nextIndex);
  }

  /** Changes a table and its indexes; what is to be done for these is done behind the call. */
  public TableDefinition alter(String name, Alteration alteration) {
    TableDefinition altered =
        changed(
            name,
            (transaction, table) -> {
              checkChangeable(table, "updated");
              int next = FIRST_LATER_INDEX + (int) Catalog.nextNumber(transaction);
              TableDefinition after = alteration.of(table, now().plus(settings.stateDelay()), next);
              Jobs.note(transaction, after);
              return after;
            });
    upkeep.wakeJobs();
    return altered;
  }

  /** Changes what is told of a table, whatever its state. */
  public TableDefinition revise(String name, UnaryOperator<TableDefinition> change) {
    return changed(name, (transaction, table) -> change.apply(table));
  }

  /**
   * Deletes a table; it shows that for a moment. Its items cannot be read any more, and their rows
   * are removed behind the call.
   */
  public TableDefinition delete(String name) {
    TableDefinition deleted =
        changed(
            name,
            (transaction, table) -> {
              checkChangeable(table, "created");
              checkDeletable(table);
              Jobs.clear(transaction, table);
              transaction.delete(RowKeys.timeToLive(table.number()));
              checkNotCopied(transaction, table);
              if (table.options().recorded() || Streams.mayTell(transaction, table)) {
                Leftovers.add(transaction, RowKeys.images(table.number()));
              } else {
                Jobs.clearImages(transaction, table);
              }
              Counting.end(transaction, table.number());
              Policies.deleteAll(transaction, table);
              transaction.delete(RowKeys.insights(table.number()));
              return table
                  .with(table.options().streaming(null))
                  .in(TableDefinition.State.DELETING, now().plus(settings.stateDelay()));
            });
    upkeep.wakeJobs();
    return deleted;
  }

  /** Refuses to delete what is still to be copied, and ends its record. */
  private static void checkNotCopied(Transaction transaction, TableDefinition table) {
    Recording recording = Recording.find(transaction, table.number());
    if (recording != null && recording.copies() > 0) {
      throw new TableException(
          ErrorType.RESOURCE_IN_USE,
          "Attempt to change a resource which is still in use: Table is being backed up or"
              + " restored: "
              + table.name());
    }
    transaction.delete(RowKeys.recording(table.number()));
  }

  private void checkDeletable(TableDefinition table) {
    if (table.options().deletionProtected()) {
      throw TableException.validation(
          "Resource cannot be deleted as it is currently protected against deletion."
              + " Disable deletion protection first.");
    }
    for (IndexDefinition index : table.schema().indexes()) {
      if (index.statusAt(now()) != TableDefinition.State.ACTIVE) {
        throw new TableException(
            ErrorType.RESOURCE_IN_USE,
            "Attempt to change a resource which is still in use: Cannot delete table while indexes"
                + " are being created, updated, or deleted.");
      }
    }
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

  /**
   * How large the collection of an item is, the entries of local indexes with it, in bytes; a
   * little behind. Only tables with local indexes have collections.
   */
  public long collectionBytes(TableDefinition table, Item key) {
    return counting.ofCollection(table, key);
  }

  /**
   * How many items a table and its indexes have, exact as of a moment before which at least all is
   * counted that this call had time for: what is still to be added up is added soon.
   *
   * @return the table's own under 0, indexes' under their numbers
   */
  public Map<Integer, Census> count(TableDefinition table) {
    boolean done = false;
    for (int i = 0; i < PAGES_AT_ONCE && !done; i++) {
      done = counting.addUp();
    }
    Map<Integer, Census> counts = new HashMap<>();
    counting
        .of(table.number())
        .forEach(
            (part, of) ->
                counts.put(part, new Census(Math.max(0, of.items()), Math.max(0, of.bytes()))));
    return counts;
  }
}
