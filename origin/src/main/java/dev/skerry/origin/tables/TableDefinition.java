package dev.skerry.origin.tables;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A table: what it is called, its keys, its options, and what becomes of it.
 *
 * @param number its name in keys of rows, never used again
 * @param uuid its id on the wire
 * @param account whose it is, twelve digits
 * @param state what it is until the moment {@code until}; thereafter it is active, or gone when it
 *     was being deleted
 */
public record TableDefinition(
    long number,
    String uuid,
    String account,
    String name,
    Instant created,
    TableSchema schema,
    TableOptions options,
    TableTraits traits,
    State state,
    Instant until) {
  /** Until when a table is being made that is restored: until that is said to be done. */
  private static final Instant RESTORING = Instant.parse("9999-12-31T23:59:59Z");

  /** What a table can be. */
  public enum State {
    CREATING,
    UPDATING,
    DELETING,
    ACTIVE
  }

  /** What it is at a moment. */
  public State stateAt(Instant now) {
    return now.isBefore(until) ? state : State.ACTIVE;
  }

  /** The latest end of a state that it or an index of it shows. */
  public Instant lastShown() {
    return schema.indexes().stream()
        .map(IndexDefinition::until)
        .reduce(until, (a, b) -> a.isAfter(b) ? a : b);
  }

  /** Whether it is not there any more at a moment. */
  boolean isGoneAt(Instant now) {
    return state == State.DELETING && !now.isBefore(until);
  }

  /** Whether items can be read and written at a moment. */
  public boolean isUsableAt(Instant now) {
    State at = stateAt(now);
    return at == State.ACTIVE || at == State.UPDATING;
  }

  /** Whether it is being filled with what is restored. */
  boolean isRestoring() {
    return state == State.CREATING && until.equals(RESTORING);
  }

  /** The same in another state. */
  public TableDefinition in(State other, Instant end) {
    return new TableDefinition(
        number, uuid, account, name, created, schema, options, traits, other, end);
  }

  /** The same with other options. */
  public TableDefinition with(TableOptions other) {
    return new TableDefinition(
        number, uuid, account, name, created, schema, other, traits, state, until);
  }

  /** The same with other keys. */
  public TableDefinition with(TableSchema other) {
    return new TableDefinition(
        number, uuid, account, name, created, other, options, traits, state, until);
  }

  /** The same of which other things are told. */
  public TableDefinition with(TableTraits other) {
    return new TableDefinition(
        number, uuid, account, name, created, schema, options, other, state, until);
  }

  /**
   * Another table of the account with the same keys and billing, that is being made until somebody
   * says otherwise. Tags, streams, expiry and protection from deletion are not restored.
   */
  TableDefinition restored(long otherNumber, String otherName, Instant now) {
    List<IndexDefinition> indexes =
        schema.kept().stream()
            .map(index -> index.at(IndexDefinition.Stage.ACTIVE, Instant.EPOCH))
            .toList();
    TableTraits told =
        new TableTraits(
            options.onDemand() ? now : null,
            traits.tableClass(),
            null,
            traits.onDemand(),
            traits.warm(),
            null);
    return new TableDefinition(
        otherNumber,
        UUID.randomUUID().toString(),
        account,
        otherName,
        now,
        new TableSchema(schema.attributes(), schema.key(), indexes),
        new TableOptions(options.onDemand(), options.throughput(), null, null, false, Map.of()),
        told,
        State.CREATING,
        RESTORING);
  }

  /** The same, being made until somebody says otherwise. */
  TableDefinition filling() {
    return in(State.CREATING, RESTORING);
  }

  /** The same with tags. */
  public TableDefinition tagged(Map<String, String> tags) {
    return with(options.tagged(tags));
  }
}
