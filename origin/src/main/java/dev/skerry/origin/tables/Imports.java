package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An account's imports of new tables from buckets. May be used by any thread; blocks. What is asked
 * for is done behind the calls.
 */
public final class Imports {
  static final TransferRows<Import> ROWS =
      new TransferRows<>(RowKeys.IMPORTS, RowKeys.IMPORTING, Import::of);

  /** How many there can be at once for an account. Source: "Service quotas", imports. */
  static final int MOST = 50;

  private final Engine engine;
  private final Tables tables;
  private final String account;
  private final Runnable wake;

  Imports(Tables tables, Runnable wake) {
    this.engine = tables.engine();
    this.tables = tables;
    this.account = tables.settings().account();
    this.wake = wake;
  }

  /** How the table is to be made. */
  public record Target(String name, TableSchema schema, TableOptions options, TableTraits traits) {}

  /** Makes a table and has it filled; a request of the same token was done before, if there was. */
  public Import start(Target target, Import.Wish wish) {
    Import begun = engine.transact(transaction -> start(transaction, target, wish)).result();
    wake.run();
    return begun;
  }

  private Import start(Transaction transaction, Target target, Import.Wish wish) {
    Import earlier = earlier(transaction, wish);
    if (earlier != null) {
      return earlier;
    }
    Instant now = tables.now();
    if (Catalog.find(transaction, account, target.name(), now) != null) {
      throw new TableException(ErrorType.RESOURCE_IN_USE, "Table already exists: " + target.name());
    }
    if (ROWS.running(transaction, account).size() >= MOST) {
      throw new TableException(
          ErrorType.LIMIT_EXCEEDED,
          "Subscriber limit exceeded: There is a limit of " + MOST + " concurrent imports");
    }
    TableTraits traits = target.traits();
    TableDefinition table =
        new TableDefinition(
                Catalog.nextNumber(transaction),
                UUID.randomUUID().toString(),
                account,
                target.name(),
                now,
                target.schema(),
                target.options(),
                target.options().onDemand() ? traits.byRequest(now) : traits,
                TableDefinition.State.CREATING,
                now)
            .filling();
    Catalog.put(transaction, table);
    Counting.begin(transaction, table.number());
    Import begun = new Import(TransferRows.newId(now), table, wish, Import.Progress.BEGUN);
    ROWS.begin(transaction, account, begun.id(), begun.toBytes());
    return begun;
  }

  private @Nullable Import earlier(Transaction transaction, Import.Wish wish) {
    Import earlier =
        ROWS.earlier(
            transaction, account, tables.now(), each -> wish.token().equals(each.wish().token()));
    if (earlier != null && !wish.digest().equals(earlier.wish().digest())) {
      throw new TableException(
          ErrorType.IMPORT_CONFLICT,
          "There was a conflict with the parameters of an earlier request of the client token");
    }
    return earlier;
  }

  /** The import of an id, or null. */
  public @Nullable Import find(String id) {
    return engine
        .<Optional<Import>, RuntimeException>read(
            reads -> Optional.ofNullable(ROWS.find(reads, account, id)))
        .orElse(null);
  }

  /** The newest first, at most so many before an id. */
  public List<Import> before(@Nullable String id, Predicate<Import> wanted, int most) {
    return ROWS.before(engine, account, id, wanted, most);
  }

  static void put(Transaction transaction, Import of) {
    ROWS.put(transaction, of.table().account(), of.id(), of.toBytes());
  }
}
