package dev.skerry.origin.tables.model;

import dev.skerry.origin.tables.model.expression.Condition;
import dev.skerry.origin.tables.model.item.Schema;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A record as the items of one table: what can be asked of them. Used by any thread; the calls it
 * makes are used by one at a time.
 *
 * @param <R> the record
 * @param <K> the type of the key: of the partition key, or a {@link
 *     dev.skerry.origin.tables.model.schema.Key}
 */
@CheckReturnValue
public final class Model<R extends Record, K> {
  private final Where<R> where;

  Model(Where<R> where) {
    this.where = where;
  }

  /** The table's name, with prefix and suffix. */
  public String name() {
    return where.table();
  }

  /** What the record declares. */
  public Schema<R> schema() {
    return where.schema();
  }

  /** The table, to be made, brought up to date or deleted. */
  public ModelTable<R> table() {
    return new ModelTable<>(where);
  }

  /** The item of a key. */
  public Get<R> get(K key) {
    return new Get<>(where, key);
  }

  /** The items of several keys. */
  public BatchGet<R> batchGet(Collection<? extends K> keys) {
    return new BatchGet<>(where, keys);
  }

  /** Writes a record whose key is not there yet. */
  public Put<R> create(R record) {
    return put(record).onlyIfNew();
  }

  /** Writes a record, in place of what its key has. */
  public Put<R> put(R record) {
    return new Put<>(where, record);
  }

  /** Writes several records, each by itself. */
  public BatchWrite<R> batchPut(Collection<R> records) {
    return BatchWrite.puts(where, records);
  }

  /** Changes some attributes of the item of a key. */
  public Update<R> update(K key) {
    return new Update<>(where, key);
  }

  /** Removes the item of a key. */
  public Delete<R> delete(K key) {
    return new Delete<>(where, key);
  }

  /** Removes several items, each by itself. */
  public BatchWrite<R> batchDelete(Collection<? extends K> keys) {
    return BatchWrite.deletes(where, keys);
  }

  /** Requires of a transaction that the item of a key is so. */
  public Check<R> check(K key, Condition<R> condition) {
    return new Check<>(where, key, condition);
  }

  /** The items of one partition, of the table or an index, for which that holds. */
  public Query<R> query(Condition<R> condition) {
    return new Query<>(where, condition);
  }

  /** All items. */
  public Scan<R> scan() {
    return new Scan<>(where);
  }

  /** The records with the items that they refer to. */
  public Call<List<R>> populate(Collection<R> records) {
    List<R> given = List.copyOf(records);
    return new Answer<>(where.connection(), () -> where.populated(given));
  }

  /** The record with the items that it refers to. */
  public Call<R> populate(R record) {
    return new Answer<>(where.connection(), () -> where.populated(List.of(record)).getFirst());
  }

  /** Makes maps of records, for JSON and the like; without what is hidden. */
  public Serializer<R> serializer() {
    return Serializer.of(where.schema().document());
  }

  /** Items by their keys, whose type is not known here. */
  Map<Object, Object> byKey(Collection<?> keys) {
    return new HashMap<>(new BatchGet<>(where, keys).byKey());
  }
}
