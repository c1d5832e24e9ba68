package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the items of an account's tables expire, as callers see and change it. May be used by any
 * thread; blocks.
 */
public final class TimesToLive {
  /** How long it cannot be changed again. Source: UpdateTimeToLive in the API reference. */
  static final Duration BETWEEN_CHANGES = Duration.ofHours(1);

  private final Engine engine;
  private final TablesSettings settings;

  TimesToLive(Engine engine, TablesSettings settings) {
    this.engine = engine;
    this.settings = settings;
  }

  /** What becomes of expiry. */
  public enum Status {
    ENABLING,
    ENABLED,
    DISABLING,
    DISABLED
  }

  /**
   * How items of a table expire now.
   *
   * @param attribute that tells when; null where none does
   */
  public record Description(Status status, @Nullable String attribute) {}

  /** How items of a table expire now. */
  public Description describe(String nameOrArn) {
    String tableName = settings.own(nameOrArn);
    return engine.read(
        snapshot -> {
          TableDefinition table = find(snapshot, tableName, settings.clock().instant());
          if (table == null) {
            throw notFound(tableName);
          }
          checkSettled(table);
          byte[] kept = snapshot.get(RowKeys.timeToLive(table.number()));
          return kept == null
              ? new Description(Status.DISABLED, null)
              : description(TimeToLive.of(kept));
        });
  }

  private void checkSettled(TableDefinition table) {
    Instant now = settings.clock().instant();
    if (!table.isUsableAt(now)) {
      TableDefinition.State state = table.stateAt(now);
      throw TableException.validation(
          "Cannot describe time to live while table is in "
              + state
              + " state: Current table state is "
              + state);
    }
  }

  private @Nullable TableDefinition find(Reads reads, String tableName, Instant now) {
    return Catalog.find(reads, settings.account(), tableName, now);
  }

  private Description description(TimeToLive kept) {
    Instant settled = kept.changed().plus(settings.stateDelay());
    boolean isSettled = !settings.clock().instant().isBefore(settled);
    if (kept.enabled()) {
      return new Description(
          isSettled && kept.indexed() == null ? Status.ENABLED : Status.ENABLING, kept.attribute());
    }
    return isSettled
        ? new Description(Status.DISABLED, null)
        : new Description(Status.DISABLING, kept.attribute());
  }

  /** Has items of a table expire by an attribute, or no longer. */
  public void update(String nameOrArn, String attribute, boolean enabled) {
    String tableName = settings.own(nameOrArn);
    engine.write(transaction -> update(transaction, tableName, attribute, enabled));
  }

  private void update(
      Transaction transaction, String tableName, String attribute, boolean enabled) {
    Instant now = settings.clock().instant();
    TableDefinition table = find(transaction, tableName, now);
    if (table == null) {
      throw notFound(tableName);
    }
    if (!table.isUsableAt(now)) {
      throw new TableException(
          ErrorType.RESOURCE_IN_USE,
          "Attempt to change a resource which is still in use: Table "
              + tableName
              + " is being "
              + (table.stateAt(now) == TableDefinition.State.DELETING ? "deleted" : "created"));
    }
    byte[] kept = transaction.get(RowKeys.timeToLive(table.number()));
    check(table, kept == null ? null : TimeToLive.of(kept), attribute, enabled);
    Catalog.put(transaction, table.with(table.options().expiringBy(enabled ? attribute : null)));
    transaction.delete(Range.prefix(RowKeys.expiries(table.number())));
    transaction.put(
        RowKeys.timeToLive(table.number()),
        new TimeToLive(
                table.number(),
                table.account(),
                tableName,
                attribute,
                enabled,
                now,
                enabled ? RowKeys.items(table.number()) : null)
            .toBytes());
  }

  private void check(
      TableDefinition table, @Nullable TimeToLive kept, String attribute, boolean enabled) {
    String current = table.options().ttlAttribute();
    if (current != null && !Objects.equals(current, attribute)) {
      throw TableException.validation(
          "TimeToLive is active on a different AttributeName: current AttributeName is " + current);
    }
    if (enabled == (current != null)) {
      throw TableException.validation(
          "TimeToLive is already " + (enabled ? "enabled" : "disabled"));
    }
    if (kept != null && settings.clock().instant().isBefore(kept.changed().plus(BETWEEN_CHANGES))) {
      throw TableException.validation(
          "Time to live has been modified multiple times within a fixed interval");
    }
  }

  private static TableException notFound(String tableName) {
    return new TableException(
        ErrorType.RESOURCE_NOT_FOUND,
        "Requested resource not found: Table: " + tableName + " not found");
  }
}
