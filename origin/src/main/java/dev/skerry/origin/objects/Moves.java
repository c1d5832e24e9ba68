package dev.skerry.origin.objects;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * To which storage classes a lifecycle rule moves its objects, and when. Source: "Transitioning
 * objects using Amazon S3 Lifecycle".
 *
 * @param current of current versions
 * @param noncurrent of the others
 * @param smallToArchives whether objects go to archives, too, that are too small to gain by a move
 */
public record Moves(List<Current> current, List<Noncurrent> noncurrent, boolean smallToArchives) {
  /** None. */
  public static final Moves NONE = new Moves(List.of(), List.of(), false);

  /** Smaller objects stay where no rule names a size. */
  private static final long SMALL_BYTES = 128 << 10;

  /** Keeps copies of the lists. */
  public Moves {
    current = List.copyOf(current);
    noncurrent = List.copyOf(noncurrent);
  }

  /**
   * When current versions move.
   *
   * @param days after they were written; counts where there is no date
   * @param date from which on all do, or null
   */
  public record Current(int days, @Nullable Instant date, StorageClass to) {}

  /**
   * When versions move that are not current.
   *
   * @param days after they ceased to be
   * @param newerKept so many of the newest of them stay, 0 for none
   */
  public record Noncurrent(int days, int newerKept, StorageClass to) {}

  /**
   * What moves are decided by.
   *
   * @param replacedAt when the version ceased to be current, or null
   * @param newer how many that are not current are newer
   */
  record Moment(Instant now, Duration day, @Nullable Instant replacedAt, int newer) {
    private boolean isOver(Instant since, int days) {
      return !now.isBefore(LifecycleRule.due(since, days, day));
    }
  }

  boolean isEmpty() {
    return current.isEmpty() && noncurrent.isEmpty();
  }

  /** Where a version that the rule is for may move to now. */
  Stream<StorageClass> due(
      ObjectVersion object, LifecycleRule.Filter filter, Moment moment, boolean latest) {
    StorageClass from =
        StorageClass.of(object.traits().storageClass()).orElse(StorageClass.STANDARD);
    Stream<StorageClass> due =
        latest ? dueCurrent(object.modified(), moment) : dueNoncurrent(moment);
    return due.filter(to -> from.movesTo(to) && isWorth(object.body().size(), filter, to));
  }

  private Stream<StorageClass> dueCurrent(Instant modified, Moment moment) {
    return current.stream()
        .filter(
            move ->
                move.date == null
                    ? moment.isOver(modified, move.days)
                    : !moment.now.isBefore(move.date))
        .map(Current::to);
  }

  private Stream<StorageClass> dueNoncurrent(Moment moment) {
    Instant replaced = moment.replacedAt;
    return replaced == null
        ? Stream.empty()
        : noncurrent.stream()
            .filter(move -> moment.newer >= move.newerKept && moment.isOver(replaced, move.days))
            .map(Noncurrent::to);
  }

  /** A filter that names a size has said so itself. */
  private boolean isWorth(long size, LifecycleRule.Filter filter, StorageClass to) {
    return size >= SMALL_BYTES
        || filter.largerThan() != null
        || filter.smallerThan() != null
        || (smallToArchives && to.isArchive());
  }
}
