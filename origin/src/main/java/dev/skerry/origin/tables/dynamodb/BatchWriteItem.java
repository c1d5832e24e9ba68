package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtMost;

import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.tables.Items;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.ItemSize;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** {@code BatchWriteItem}: several writes to a commit, as many as one can hold; none is left. */
final class BatchWriteItem implements Operation {
  private static final int MOST_WRITES = 25;

  /** A commit has room for this, its indexes, and one item more. */
  private static final long COMMIT_BYTES = 2L << 20;

  private static final Shape.Structure REQUEST =
      new Shape.Structure(
          "WriteRequest",
          Member.of("DeleteRequest", new Shape.Structure("DeleteRequest", Members.KEY)),
          Member.of(
              "PutRequest",
              new Shape.Structure("PutRequest", Member.required("Item", Shapes.ATTRIBUTES))));
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "BatchWriteItemInput",
          Members.RETURN_CONSUMED_CAPACITY,
          Members.RETURN_ITEM_COLLECTION_METRICS,
          Member.required(
              "RequestItems",
              new Shape.MapOf(
                  "java.util.List<com.amazonaws.dynamodb.v20120810.WriteRequest>",
                  Member.each(new Shape.ListOf(Member.each(REQUEST)))),
              lengthAtLeast(1),
              TableNames.OF_BATCH,
              Constraint.values(lengthAtMost(MOST_WRITES), lengthAtLeast(1))));

  private final Tables tables;

  BatchWriteItem(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Shape.Structure input() {
    return INPUT;
  }

  @Override
  public boolean needsTable() {
    return false;
  }

  /** One write: of an item, or of none under a key. */
  private record Wanted(String table, Item key, @Nullable Item item) {}

  @Override
  public void answer(Fields in, JsonGenerator out) {
    List<Wanted> wanted = wanted(in);
    tables
        .engine()
        .<Boolean, RuntimeException>read(
            snapshot -> {
              check(snapshot, wanted);
              return true;
            });
    Map<String, Consumed> consumed = new LinkedHashMap<>();
    List<Writes.Written> all = new ArrayList<>();
    int done = 0;
    while (done < wanted.size()) {
      int end = done;
      long bytes = 0;
      while (end < wanted.size() && bytes < COMMIT_BYTES) {
        bytes += ItemSize.of(Objects.requireNonNullElse(wanted.get(end).item, Item.EMPTY));
        end++;
      }
      for (Writes.Written written : commit(wanted.subList(done, end))) {
        consumed
            .computeIfAbsent(written.table().name(), name -> new Consumed(written.table()))
            .write(written.before(), written.after(), 1);
        all.add(written);
      }
      done = end;
    }
    out.writeObjectPropertyStart("UnprocessedItems");
    out.writeEndObject();
    Batches.consumed(in, List.copyOf(consumed.values()), out);
    new ItemCollections(tables).write(in, all, out);
  }

  private List<Writes.Written> commit(List<Wanted> part) {
    return tables
        .engine()
        .transact(
            transaction -> {
              List<Writes.Written> all = new ArrayList<>();
              for (Wanted write : part) {
                TableDefinition table = tables.usable(transaction, write.table);
                Item before = Items.get(transaction, table, write.key);
                Items.write(transaction, table, before, write.item);
                all.add(new Writes.Written(table, before, write.item));
              }
              return all;
            })
        .result();
  }

  private static List<Wanted> wanted(Fields in) {
    Map<String, List<Fields>> requests =
        Objects.requireNonNull(in.<List<Fields>>map("RequestItems"));
    List<Wanted> wanted = new ArrayList<>();
    requests.forEach(
        (name, writes) -> {
          writes.forEach(write -> wanted.add(wanted(name, write)));
        });
    if (wanted.size() > MOST_WRITES) {
      throw TableException.validation("Too many items requested for the BatchWriteItem call");
    }
    return wanted;
  }

  private static Wanted wanted(String table, Fields write) {
    Fields put = write.fields("PutRequest");
    Fields delete = write.fields("DeleteRequest");
    if ((put == null) == (delete == null)) {
      throw TableException.validation(
          "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the"
              + " supported datatypes");
    }
    if (put != null) {
      Item item = put.item("Item");
      PutItem.checkSize(item);
      return new Wanted(table, item, item);
    }
    return new Wanted(table, Objects.requireNonNull(delete).item("Key"), null);
  }

  private void check(Reads reads, List<Wanted> wanted) {
    Map<String, TableDefinition> found = new HashMap<>();
    Set<List<Object>> keys = new HashSet<>();
    for (Wanted write : wanted) {
      TableDefinition table =
          found.computeIfAbsent(write.table, name -> tables.usable(reads, name));
      if (write.item == null) {
        KeyInput.checkKey(table, write.key);
      } else {
        KeyInput.checkBatchItem(table, write.item);
      }
      if (!keys.add(List.of(table.name(), write.key.only(table.schema().key().names())))) {
        throw TableException.validation("Provided list of item keys contains duplicates");
      }
    }
  }
}
