package dev.skerry.control.changes;

import dev.skerry.control.fleet.Fleet;
import dev.skerry.control.purges.PurgeLogLimits;
import dev.skerry.control.purges.Purges;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.tables.Items;
import dev.skerry.origin.tables.KeySchema;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.TableOptions;
import dev.skerry.origin.tables.TableSchema;
import dev.skerry.origin.tables.TableTraits;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.TablesSettings;
import dev.skerry.origin.tables.Throughput;
import dev.skerry.origin.tables.expression.KeyAttribute;
import dev.skerry.origin.tables.value.AttributeType;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Item;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tables on an engine, and followers of their changes that are stepped by hand. */
final class Origin implements AutoCloseable {
  static final String ACCOUNT = "000000000001";
  static final String OTHER_ACCOUNT = "000000000002";
  static final InstantSource CLOCK = () -> Instant.ofEpochSecond(1_800_000_000);

  private static final Key ASKED = Key.wrap("asked".getBytes(StandardCharsets.UTF_8));

  final Engine engine;
  private final Tables tables;

  Origin(Engine engine) {
    this.engine = engine;
    this.tables =
        new Tables(engine, new TablesSettings(CLOCK, Duration.ZERO, "us-east-1", ACCOUNT));
  }

  /** A process that follows: a log of purges, and what makes purges of changes. */
  final class Node implements AutoCloseable {
    final Purges purges;
    final SourceFollower follower;
    private final Fleet fleet = new Fleet(CLOCK, System::nanoTime);

    Node() {
      purges =
          Purges.open(
              new Purges.Plan(
                  engine, true, fleet, "cp", CLOCK, System::nanoTime, PurgeLogLimits.DEFAULT));
      follower =
          new SourceFollower(
              new TableSource(),
              new SourceFollower.Ground(
                  engine,
                  purges,
                  Origin::asked,
                  new Arrivals(fleet, CLOCK, System::nanoTime),
                  CLOCK));
    }

    /** Steps until there is nothing left to do. */
    void catchUp() {
      for (int i = 0; i < 10_000; i++) {
        if (follower.step() != SourceFollower.Step.MORE) {
          return;
        }
      }
      throw new AssertionError("it does not come to an end");
    }

    @Override
    public void close() {
      fleet.close();
      purges.close();
    }
  }

  /** Has one site per table ask for it, those of the list; committed like a configuration. */
  void ask(String... asked) {
    engine.write(
        transaction ->
            transaction.put(ASKED, String.join(" ", asked).getBytes(StandardCharsets.UTF_8)));
  }

  /** Each word is {@code SITE=TABLE} or {@code SITE=ACCOUNT:TABLE}. */
  private static List<Subscription> asked(Reads reads) {
    byte[] value = reads.get(ASKED);
    List<Subscription> asked = new ArrayList<>();
    if (value != null && value.length > 0) {
      for (String word : new String(value, StandardCharsets.UTF_8).split(" ", -1)) {
        String site = word.substring(0, word.indexOf('='));
        String table = word.substring(word.indexOf('=') + 1);
        int colon = table.indexOf(':');
        String account = colon < 0 ? ACCOUNT : table.substring(0, colon);
        asked.add(new Subscription(site, account, Set.of(table.substring(colon + 1)), Set.of()));
      }
    }
    return asked;
  }

  TableDefinition make(String account, String name, boolean sorted) {
    KeyAttribute partition = new KeyAttribute("h", AttributeType.S);
    KeyAttribute sort = new KeyAttribute("r", AttributeType.N);
    Map<String, AttributeType> attributes =
        sorted ? Map.of("h", AttributeType.S, "r", AttributeType.N) : Map.of("h", AttributeType.S);
    KeySchema key = new KeySchema(List.of(partition), sorted ? List.of(sort) : List.of());
    return tables
        .of(account)
        .create(
            name,
            new TableSchema(attributes, key, List.of()),
            new TableOptions(true, new Throughput(0, 0), null, null, false, Map.of()),
            TableTraits.NONE,
            null);
  }

  /** Ends what is done behind the calls; to be called before the engine is closed. */
  @Override
  public void close() {
    tables.close();
  }

  void delete(String account, String name) {
    TableDefinition _ = tables.of(account).delete(name);
  }

  static Item item(String key, @Nullable Integer sort, int value) {
    Item item =
        Item.EMPTY.with("x", AttributeValue.number(value)).with("h", AttributeValue.string(key));
    return sort == null ? item : item.with("r", AttributeValue.number(sort));
  }

  void write(TableDefinition table, List<Item> items) {
    engine.write(
        transaction -> {
          for (Item item : items) {
            Items.write(transaction, table, null, item);
          }
        });
  }
}
