package dev.skerry.origin.objects;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a bucket's objects with time; a rule that is in force.
 *
 * @param id of the rule among those of its bucket
 * @param expiration of current versions, or null
 * @param noncurrent of the others, or null
 * @param abortDays after which uploads are aborted that are not completed, 0 for never
 * @param moves to other storage classes
 */
public record LifecycleRule(
    String id,
    Filter filter,
    @Nullable Expiration expiration,
    @Nullable Noncurrent noncurrent,
    int abortDays,
    Moves moves) {
  /** Moves nothing. */
  public LifecycleRule(
      String id,
      Filter filter,
      @Nullable Expiration expiration,
      @Nullable Noncurrent noncurrent,
      int abortDays) {
    this(id, filter, expiration, noncurrent, abortDays, Moves.NONE);
  }

  /**
   * Which objects a rule is for.
   *
   * @param tags of which an object must have all
   * @param largerThan octets that an object must have more than, or null
   * @param smallerThan octets that an object must have fewer than, or null
   */
  public record Filter(
      String prefix, List<Tag> tags, @Nullable Long largerThan, @Nullable Long smallerThan) {
    /** Keeps a copy of the list. */
    public Filter {
      tags = List.copyOf(tags);
    }

    /** All whose keys begin so. */
    public static Filter of(String prefix) {
      return new Filter(prefix, List.of(), null, null);
    }

    /** Whether it is for an object. */
    public boolean includes(ObjectVersion object) {
      long size = object.body().size();
      return object.key().startsWith(prefix)
          && object.traits().tags().containsAll(tags)
          && (largerThan == null || size > largerThan)
          && (smallerThan == null || size < smallerThan);
    }

    /** Whether it is for a key of which nothing but the key is looked at. */
    boolean includesKey(String key) {
      return key.startsWith(prefix) && tags.isEmpty();
    }
  }

  /**
   * When current versions expire.
   *
   * @param days after they were written, 0 for not by age
   * @param date from which on all do, or null
   * @param markers whether delete markers are removed that are the only version of their key
   */
  public record Expiration(int days, @Nullable Instant date, boolean markers) {}

  /**
   * When versions expire that are not current.
   *
   * @param days after they ceased to be
   * @param newerKept so many of the newest of them are kept, 0 for none
   */
  public record Noncurrent(int days, int newerKept) {}

  /** Whether it does something to versions. */
  boolean isForVersions() {
    return expiration != null || noncurrent != null || !moves.isEmpty();
  }

  /**
   * When so many days after a moment are over: at the end of the last of them (midnight UTC).
   *
   * @param day how long one is
   */
  public static Instant due(Instant since, int days, Duration day) {
    long millis = day.toMillis();
    long moment = since.toEpochMilli() + days * millis;
    return Instant.ofEpochMilli(Math.ceilDiv(moment, millis) * millis);
  }

  /** When an object that stays the current version expires by this rule, or null. */
  public @Nullable Instant expiryOf(ObjectVersion object, Duration day) {
    if (expiration == null || !filter.includes(object)) {
      return null;
    }
    if (expiration.date != null) {
      return expiration.date;
    }
    return expiration.days == 0 ? null : due(object.modified(), expiration.days, day);
  }
}
