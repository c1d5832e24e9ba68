package dev.skerry.origin.objects;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.objects.ListQuestion.Position;
import dev.skerry.origin.objects.row.Octets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the lifecycle rules of all buckets, some versions in a transaction each. One thread
 * at a time.
 */
final class Lifecycle {
  private static final int PAGE = 500;
  private static final int BUCKETS = 1_000;

  private final Engine engine;
  private final ObjectStore store;
  private final ObjectsSettings settings;
  private final Rules rules;
  private final BooleanSupplier closed;

  /**
   * Where rules are.
   *
   * @param kind of the setting that has them
   * @param reading those in force of it
   */
  record Rules(String kind, Function<Octets, List<LifecycleRule>> reading) {}

  Lifecycle(
      Engine engine,
      ObjectStore store,
      ObjectsSettings settings,
      Rules rules,
      BooleanSupplier closed) {
    this.engine = engine;
    this.store = store;
    this.settings = settings;
    this.rules = rules;
    this.closed = closed;
  }

  /** Goes once through all buckets that have rules. */
  void round() {
    Range rest = RowKeys.buckets();
    while (!rest.isEmpty() && !closed.getAsBoolean()) {
      Range range = rest;
      Rows rows =
          engine.<Rows, RuntimeException>read(
              snapshot -> snapshot.scan(Scan.of(range).upTo(BUCKETS)));
      for (Row row : rows.rows()) {
        apply(Bucket.decode(RowKeys.bucket(row.key()), row.value()));
      }
      rest = rows.rest();
    }
  }

  private void apply(Bucket bucket) {
    Setting setting = store.settings().find(bucket, rules.kind());
    if (setting == null) {
      return;
    }
    List<LifecycleRule> inForce = rules.reading().apply(setting.octets());
    try {
      Instant now = settings.clock().instant();
      if (inForce.stream().anyMatch(LifecycleRule::isForVersions)) {
        expireAndMove(bucket, inForce, now);
      }
      if (inForce.stream().anyMatch(rule -> rule.abortDays() > 0)) {
        abort(bucket, inForce, now);
      }
    } catch (ObjectsException e) {
      if (e.error() != ObjectsError.NO_SUCH_BUCKET) {
        throw e;
      }
    }
  }

  private void expireAndMove(Bucket bucket, List<LifecycleRule> inForce, Instant now) {
    VersionAges ages = new VersionAges(inForce, now, settings.day());
    Position next = null;
    ListedVersion held = null;
    do {
      ListPage<ListedVersion> page =
          store.listing().versions(bucket, ListQuestion.first(PAGE).after(next));
      Due due = new Due(new ArrayList<>(), new ArrayList<>());
      for (ListedVersion listed : page.items()) {
        if (held != null) {
          boolean alone = held.latest() && !listed.version().key().equals(held.version().key());
          note(ages, held, alone, due);
        }
        held = listed;
      }
      next = page.next();
      if (next == null && held != null) {
        note(ages, held, held.latest(), due);
      }
      store.deletes().expire(bucket, due.expired);
      store.moves().move(bucket, due.moved);
    } while (next != null && !closed.getAsBoolean());
  }

  /** What is to be done to versions of one page. */
  private record Due(List<ListedVersion> expired, List<VersionMoves.Move> moved) {}

  private static void note(VersionAges ages, ListedVersion listed, boolean alone, Due due) {
    switch (ages.of(listed, alone)) {
      case VersionAges.Fate.Stays _ -> {}
      case VersionAges.Fate.Expires _ -> due.expired.add(listed);
      case VersionAges.Fate.Moves(StorageClass to) ->
          due.moved.add(new VersionMoves.Move(listed, to));
    }
  }

  private void abort(Bucket bucket, List<LifecycleRule> inForce, Instant now) {
    @Nullable Position next = null;
    do {
      ListPage<Upload> page = store.listing().uploads(bucket, ListQuestion.first(PAGE).after(next));
      for (Upload upload : page.items()) {
        if (inForce.stream().anyMatch(rule -> isAbandoned(rule, upload, now))) {
          abort(bucket, upload);
        }
      }
      next = page.next();
    } while (next != null && !closed.getAsBoolean());
  }

  private boolean isAbandoned(LifecycleRule rule, Upload upload, Instant now) {
    return rule.abortDays() > 0
        && upload.key().startsWith(rule.filter().prefix())
        && !now.isBefore(LifecycleRule.due(upload.initiated(), rule.abortDays(), settings.day()));
  }

  private void abort(Bucket bucket, Upload upload) {
    try {
      store.uploads().abort(bucket, upload.key(), upload.id());
    } catch (ObjectsException e) {
      if (e.error() != ObjectsError.NO_SUCH_UPLOAD) {
        throw e;
      }
    }
  }
}
