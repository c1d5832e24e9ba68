package dev.skerry.origin.tables.model;

import dev.skerry.origin.tables.model.error.TableMissing;
import dev.skerry.origin.tables.model.error.Unavailable;
import dev.skerry.origin.tables.model.item.Component;
import dev.skerry.origin.tables.model.item.Stamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** The table of a model. */
@CheckReturnValue
public final class ModelTable<R extends Record> {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  private final Where<R> where;
  private boolean replacing;

  ModelTable(Where<R> where) {
    this.where = where;
  }

  /**
   * Lets {@link #bringUpToDate} delete global indexes that the model does not have, and make those
   * anew that have another key or projection.
   */
  public ModelTable<R> replaceIndexes() {
    replacing = true;
    return this;
  }

  private <T> Call<T> call(Supplier<T> answer) {
    return new Answer<>(where.connection(), answer);
  }

  /** What the service says of the table; empty if there is none. */
  public Call<Optional<TableDescription>> describe() {
    return call(this::described);
  }

  /** Makes the table, with its indexes, time to live and tags, and waits until it may be used. */
  public Call<List<String>> create() {
    return call(this::created);
  }

  /**
   * Makes the table if it is not there; otherwise what is missing or otherwise: indexes, billing,
   * stream, protection, class, time to live, tags. Waits until all may be used. It answers what it
   * did, in words; nothing where the table was as it should be. Tags and indexes that the model
   * does not have are left.
   *
   * @see dev.skerry.origin.tables.model.error.TableMismatch
   */
  public Call<List<String>> bringUpToDate() {
    return call(
        () -> {
          if (described().isEmpty()) {
            return created();
          }
          List<String> done = new ArrayList<>();
          for (TableChange change : TableChanges.between(where.schema(), awaited(), replacing)) {
            UpdateTableRequest.Builder request =
                UpdateTableRequest.builder().tableName(where.table());
            change.edit().accept(request);
            var _ = where.connection().ask(client -> client.updateTable(request.build()));
            var _ = awaited();
            done.add(change.description());
          }
          done.addAll(tagged(awaited()));
          done.addAll(expiring());
          return List.copyOf(done);
        });
  }

  /** Waits until the table and all its indexes may be used. */
  public Call<TableDescription> awaitActive() {
    return call(this::awaited);
  }

  /** Deletes the table with all items, and waits until it is gone; false if there was none. */
  public Call<Boolean> delete() {
    return call(
        () -> {
          try {
            var _ =
                where
                    .connection()
                    .ask(client -> client.deleteTable(t -> t.tableName(where.table())));
          } catch (TableMissing e) {
            return false;
          }
          boolean _ = until(() -> described().isEmpty() ? Boolean.TRUE : null);
          return true;
        });
  }

  private List<String> created() {
    var request = new TableShape(where.table(), where.schema()).create();
    var _ = where.connection().ask(client -> client.createTable(request));
    var _ = awaited();
    List<String> done = new ArrayList<>(List.of("create the table"));
    done.addAll(expiring());
    return List.copyOf(done);
  }

  private Optional<TableDescription> described() {
    try {
      return Optional.of(
          where
              .connection()
              .ask(client -> client.describeTable(t -> t.tableName(where.table())))
              .table());
    } catch (TableMissing e) {
      return Optional.empty();
    }
  }

  private TableDescription awaited() {
    return until(() -> described().filter(ModelTable::isActive).orElse(null));
  }

  private static boolean isActive(TableDescription table) {
    return table.tableStatus() == TableStatus.ACTIVE
        && table.globalSecondaryIndexes().stream()
            .map(GlobalSecondaryIndexDescription::indexStatus)
            .allMatch(status -> status == IndexStatus.ACTIVE);
  }

  private <T> T until(Supplier<@Nullable T> looked) {
    long looks = where.connection().settings().patience().dividedBy(LOOK_AGAIN);
    for (long i = 0; i <= looks; i++) {
      @Nullable T seen = looked.get();
      if (seen != null) {
        return seen;
      }
      where.connection().pause(LOOK_AGAIN);
    }
    throw new Unavailable(
        new TimeoutException(
            where.table() + " is not ready after " + where.connection().settings().patience()));
  }

  /** Adds tags that are missing or otherwise. */
  private List<String> tagged(TableDescription table) {
    List<Tag> wanted = new ArrayList<>(new TableShape(where.table(), where.schema()).tags());
    if (wanted.isEmpty()) {
      return List.of();
    }
    wanted.removeAll(
        where
            .connection()
            .ask(client -> client.listTagsOfResource(t -> t.resourceArn(table.tableArn())))
            .tags());
    if (wanted.isEmpty()) {
      return List.of();
    }
    var _ =
        where
            .connection()
            .ask(client -> client.tagResource(t -> t.resourceArn(table.tableArn()).tags(wanted)));
    return List.of("tag it with " + wanted.stream().map(Tag::key).toList());
  }

  /** Lets items expire, where the model says so and the table does not. */
  private List<String> expiring() {
    @Nullable Component expires = where.schema().stamped(Stamp.EXPIRES).orElse(null);
    if (expires == null) {
      return List.of();
    }
    TimeToLiveDescription has =
        where
            .connection()
            .ask(client -> client.describeTimeToLive(t -> t.tableName(where.table())))
            .timeToLiveDescription();
    boolean on =
        has.timeToLiveStatus() == TimeToLiveStatus.ENABLED
            || has.timeToLiveStatus() == TimeToLiveStatus.ENABLING;
    if (on && expires.attribute().equals(has.attributeName())) {
      return List.of();
    }
    var _ =
        where
            .connection()
            .ask(
                client ->
                    client.updateTimeToLive(
                        t ->
                            t.tableName(where.table())
                                .timeToLiveSpecification(
                                    ttl -> ttl.enabled(true).attributeName(expires.attribute()))));
    return List.of("let items expire by " + expires.attribute());
  }
}
