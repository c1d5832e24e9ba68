package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.transfer.BucketAccess;
import dev.skerry.origin.tables.value.Item;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private final Engine engine;
  private final TablesSettings settings;
  private final TableChanges changes;
  private final KeptRequests requests;
  private final Streams streams;
  private final TimesToLive timesToLive;
  private final Counting counting;
  private final Archive archive;
  private final Upkeep upkeep;
  private final Backups backups;
  private final ContinuousBackups continuousBackups;
  private final Exports exports;
  private final Imports imports;

  /**
   * Adds up the changes of counts that are only in the feed yet, for all accounts: for who is about
   * to copy rows, and not the feed. What is committed after the call may be left out.
   */
  public static void addUpCounts(Engine engine) {
    new Counting(engine).catchUp();
  }

  /** The rows that nearly every call reads. */
  public static Range definitions() {
    return RowKeys.allDefinitions();
  }

  /** The rows of which some are read over and over. */
  public static Range items() {
    return RowKeys.allItems();
  }

  /** How many octets of a key are those of the partition that an item is in; 0 for other rows. */
  public static int partitionLength(Key key) {
    return RowKeys.partitionLength(key);
  }

  /**
   * The tables of the settings' account on an engine, which stays the caller's. To be closed before
   * it, and with it those {@link #of} other accounts.
   */
  public Tables(Engine engine, TablesSettings settings) {
    this(engine, settings, BucketAccess.NONE);
  }

  /**
   * The same.
   *
   * @param buckets to which they are exported and from which they are imported; stay the caller's,
   *     and open longer
   */
  public Tables(Engine engine, TablesSettings settings, BucketAccess buckets) {
    this.engine = engine;
    this.settings = settings;
    this.changes = new TableChanges(this);
    this.requests = new KeptRequests(engine, settings);
    this.streams = new Streams(engine, settings);
    this.timesToLive = new TimesToLive(engine, settings);
    this.counting = new Counting(engine);
    this.archive = new Archive(engine, settings.clock());
    this.upkeep = new Upkeep(engine, settings, counting, archive, buckets);
    this.backups = new Backups(this, upkeep::wakeCopies);
    this.continuousBackups = new ContinuousBackups(this, upkeep::wakeCopies);
    this.exports = new Exports(this, upkeep::wakeExports);
    this.imports = new Imports(this, upkeep::wakeImports);
  }

  private Tables(Tables others, String account) {
    this.engine = others.engine;
    this.settings = others.settings.of(account);
    this.changes = new TableChanges(this);
    this.requests = new KeptRequests(engine, settings);
    this.streams = new Streams(engine, settings);
    this.timesToLive = new TimesToLive(engine, settings);
    this.counting = others.counting;
    this.archive = others.archive;
    this.upkeep = others.upkeep;
    this.backups = new Backups(this, upkeep::wakeCopies);
    this.continuousBackups = new ContinuousBackups(this, upkeep::wakeCopies);
    this.exports = new Exports(this, upkeep::wakeExports);
    this.imports = new Imports(this, upkeep::wakeImports);
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

  /** Their exports to buckets. */
  public Exports exports() {
    return exports;
  }

  /** Their imports from buckets. */
  public Imports imports() {
    return imports;
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
    return changes.create(nameOrArn, schema, options, traits, policy);
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
    return changes.update(name, change);
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
    TableDefinition altered = changes.alter(name, alteration);
    upkeep.wakeJobs();
    return altered;
  }

  /** Changes what is told of a table, whatever its state. */
  public TableDefinition revise(String name, UnaryOperator<TableDefinition> change) {
    return changes.revise(name, change);
  }

  /**
   * Deletes a table; it shows that for a moment. Its items cannot be read any more, and their rows
   * are removed behind the call.
   */
  public TableDefinition delete(String name) {
    TableDefinition deleted = changes.delete(name);
    upkeep.wakeJobs();
    return deleted;
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
