package dev.skerry.origin.tables;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Topic;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.ExactNumber;
import dev.skerry.origin.tables.value.Item;
import java.time.Instant;
import java.util.OptionalLong;

/** What the feed tells of all tables in {@link #TOPIC}: changes of items, and ends of tables. */
public sealed interface TableNews {
  /** Where it is told, of the tables of all accounts. */
  Topic TOPIC = Items.CHANGES;

  /** The number of the table, which no other table has had or will have. */
  long table();

  /** The name of the table. */
  String name();

  /** An item was changed. */
  record Changed(Change change) implements TableNews {
    @Override
    public long table() {
      return change.table();
    }

    @Override
    public String name() {
      return change.name();
    }
  }

  /** A table was deleted, and all of its items with it: nothing is told of each. */
  record Deleted(long table, String account, String name) implements TableNews {
    void tell(Transaction transaction) {
      transaction.emit(
          TOPIC,
          ItemCodec.encode(
              Item.EMPTY
                  .with("gone", AttributeValue.string(account))
                  .with("t", AttributeValue.number(table))
                  .with("n", AttributeValue.string(name))));
    }
  }

  /**
   * What an entry of the topic tells.
   *
   * @throws EngineException.Corrupt when it is none
   */
  static TableNews of(byte[] entry) {
    Item fields = ItemCodec.decode(entry);
    if (fields.get("gone") instanceof AttributeValue.S(String account)
        && fields.get("t") instanceof AttributeValue.N(ExactNumber number)
        && fields.get("n") instanceof AttributeValue.S(String name)) {
      return new Deleted(number.toBigDecimal().longValueExact(), account, name);
    }
    return new Changed(Change.of(fields));
  }

  /** The number of the table that an account has by a name; none where it has none. */
  static OptionalLong number(Reads reads, String account, String name, Instant now) {
    TableDefinition table = Catalog.find(reads, account, name, now);
    return table == null ? OptionalLong.empty() : OptionalLong.of(table.number());
  }
}
