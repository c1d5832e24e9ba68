package dev.skerry.origin.objects.content;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.objects.content.BackingBucket.Upload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gives up contents that are late, and looks once a day through all that is in the bucket: what has
 * no row there is an orphan, as where a write arrived after it was given up.
 *
 * <p>A content has a row from before it is in the bucket until after it is removed, and is looked
 * up after it was listed; so one without a row has none any more, whoever else is at work. What is
 * young by its name is left all the same. What cannot be removed is passed over, told from the end
 * of the round on, and tried again with the next, which comes sooner then.
 */
final class BucketOrphans implements Orphans {
  private static final int LATE_MOST = 100;
  private static final Duration BETWEEN_ROUNDS = Duration.ofDays(1);
  private static final Duration AFTER_FAILURES = Duration.ofHours(1);
  private static final Duration YOUNG = Duration.ofHours(6);

  /** An upload is needed only while its content comes: it may have been begun twice. */
  private static final List<Function<ContentId, Key>> OF_UPLOADS = List.of(ContentKeys::arriving);

  private static final List<Function<ContentId, Key>> OF_OBJECTS =
      List.of(ContentKeys::arriving, ContentKeys::content, ContentKeys::doomed);

  private final Engine engine;
  private final BackingBucket bucket;
  private final Arrivals arrivals;
  private final Ticks ticks;
  private final InstantSource clock;
  private long removed;

  /** Why something could not be removed since the last round began; null where all could. */
  private @Nullable IOException failure;

  private Instant next = Instant.MIN;
  private boolean ofUploads = true;
  private @Nullable Upload lastUpload;
  private @Nullable String lastKey;

  BucketOrphans(
      Engine engine, BackingBucket bucket, Arrivals arrivals, Ticks ticks, InstantSource clock) {
    this.engine = engine;
    this.bucket = bucket;
    this.arrivals = arrivals;
    this.ticks = ticks;
    this.clock = clock;
  }

  @Override
  public long removed() {
    return removed;
  }

  @Override
  public boolean step() {
    ticks.advance();
    boolean due = !clock.instant().isBefore(next);
    if (due && ofUploads && lastUpload == null) {
      failure = null; // a round begins
    }
    boolean more = giveUp();
    try {
      if (due) {
        more |= ofUploads ? lookThroughUploads() : lookThroughObjects();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("orphans cannot be removed", e);
    }
    if (!more && failure != null) {
      throw new UncheckedIOException("orphans cannot be removed", failure);
    }
    return more;
  }

  /** First it is given up, then its uploads are ended; those that cannot be, with a round. */
  private boolean giveUp() {
    List<ContentId> late = arrivals.giveUpLate(LATE_MOST);
    for (ContentId id : late) {
      removed++;
      try {
        bucket.uploads(BucketKeys.of(id), null).uploads().forEach(this::abort);
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      roundBy(clock.instant().plus(AFTER_FAILURES));
    }
    return late.size() == LATE_MOST;
  }

  private void roundBy(Instant latest) {
    if (latest.isBefore(next)) {
      next = latest;
    }
  }

  private boolean abort(Upload upload) {
    try {
      bucket.abort(upload);
      return true;
    } catch (IOException e) {
      failure = e;
      return false;
    }
  }

  private boolean lookThroughUploads() throws IOException {
    BackingBucket.Uploads some = bucket.uploads(BucketKeys.PREFIX, lastUpload);
    Set<String> orphans =
        Set.copyOf(without(OF_UPLOADS, some.uploads().stream().map(Upload::key).toList()));
    for (Upload upload : some.uploads()) {
      if (orphans.contains(upload.key()) && abort(upload)) {
        removed++;
      }
    }
    lastUpload = some.next();
    ofUploads = lastUpload != null;
    return true;
  }

  private boolean lookThroughObjects() throws IOException {
    List<String> keys = bucket.list(BucketKeys.PREFIX, lastKey);
    if (keys.isEmpty()) {
      lastKey = null;
      ofUploads = true;
      next = clock.instant().plus(failure == null ? BETWEEN_ROUNDS : AFTER_FAILURES);
      return false;
    }
    List<String> orphans = without(OF_OBJECTS, keys);
    if (!orphans.isEmpty()) {
      Map<String, String> refused = bucket.delete(orphans);
      removed += orphans.size() - refused.size();
      if (!refused.isEmpty()) {
        failure = new IOException("objects cannot be removed: " + refused);
      }
    }
    lastKey = keys.getLast();
    return true;
  }

  /**
   * Those of the keys that are of contents without rows of some kinds and not young, all looked up
   * at once.
   */
  private List<String> without(List<Function<ContentId, Key>> kinds, List<String> keys) {
    Map<String, ContentId> ids = new LinkedHashMap<>();
    long young = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant().minus(YOUNG));
    for (String key : keys) {
      BucketKeys.id(key).filter(id -> id.micros() < young).ifPresent(id -> ids.put(key, id));
    }
    List<Key> rows =
        ids.values().stream().flatMap(id -> kinds.stream().map(kind -> kind.apply(id))).toList();
    if (rows.isEmpty()) {
      return List.of();
    }
    Iterator<byte @Nullable []> found =
        engine
            .<List<byte @Nullable []>, RuntimeException>read(snapshot -> snapshot.getAll(rows))
            .iterator();
    List<String> orphans = new ArrayList<>();
    for (String key : ids.keySet()) {
      boolean known = false;
      for (int i = 0; i < kinds.size(); i++) {
        known |= found.next() != null;
      }
      if (!known) {
        orphans.add(key);
      }
    }
    return orphans;
  }
}
