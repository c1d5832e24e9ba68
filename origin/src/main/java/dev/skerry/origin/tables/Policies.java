package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Item;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The policies that were put on tables and their streams, as they came. */
public final class Policies {
  /** The label of a table itself, where a stream has its own. */
  public static final String OF_TABLE = "";

  private Policies() {}

  /**
   * A policy.
   *
   * @param text as it came, JSON
   * @param revision changes with the text; a later one is greater
   */
  public record Policy(String text, String revision) {}

  /** The policy of a table or of a stream of it, or null. */
  public static @Nullable Policy get(Reads reads, TableDefinition table, String label) {
    byte[] kept = reads.get(row(table, label));
    if (kept == null) {
      return null;
    }
    Item item = ItemCodec.decode(kept);
    return item.get("text") instanceof AttributeValue.S(String text)
            && item.get("revision") instanceof AttributeValue.S(String revision)
        ? new Policy(text, revision)
        : null;
  }

  /** Puts a policy in place of what was there; the same text keeps its revision. */
  public static Policy put(
      Transaction transaction, TableDefinition table, String label, String text, Instant now) {
    Policy before = get(transaction, table, label);
    if (before != null && before.text.equals(text)) {
      return before;
    }
    long least = before == null ? 0 : Long.parseLong(before.revision) + 1;
    Policy policy = new Policy(text, Long.toString(Math.max(least, now.toEpochMilli())));
    Item item =
        Item.EMPTY
            .with("text", AttributeValue.string(policy.text))
            .with("revision", AttributeValue.string(policy.revision));
    transaction.put(row(table, label), ItemCodec.encode(item));
    return policy;
  }

  /** Removes the policy of a table or of a stream of it. */
  public static void delete(Transaction transaction, TableDefinition table, String label) {
    transaction.delete(row(table, label));
  }

  /** Removes all policies of a table. */
  static void deleteAll(Transaction transaction, TableDefinition table) {
    transaction.delete(Range.prefix(RowKeys.policies(table.number())));
  }

  private static Key row(TableDefinition table, String label) {
    return RowKeys.policy(table.number(), label);
  }
}
