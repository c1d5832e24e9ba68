package dev.skerry.origin.objects;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells which versions of a bucket expire or move now, of all that it is shown one after the other
 * in the order in which they are listed. Used by one thread.
 */
final class VersionAges {
  private final List<LifecycleRule> rules;
  private final Instant now;
  private final Duration day;

  private String key = "";
  private int noncurrent;
  private @Nullable Instant replacedAt;

  VersionAges(List<LifecycleRule> rules, Instant now, Duration day) {
    this.rules = rules;
    this.now = now;
    this.day = day;
  }

  /** What becomes of a version now. */
  sealed interface Fate {
    /** Nothing. */
    record Stays() implements Fate {}

    /** It goes. */
    record Expires() implements Fate {}

    /** It changes its storage class. */
    record Moves(StorageClass to) implements Fate {}
  }

  /**
   * What becomes of a version; where rules let it expire and move, it expires.
   *
   * @param alone whether its key has no other, as far as the caller knows
   */
  Fate of(ListedVersion listed, boolean alone) {
    Version version = listed.version();
    if (listed.latest() || !version.key().equals(key)) {
      key = version.key();
      noncurrent = 0;
      replacedAt = null;
    }
    boolean expires =
        listed.latest()
            ? rules.stream().anyMatch(rule -> expires(rule, version, alone))
            : rules.stream().anyMatch(rule -> expiresNoncurrent(rule, version));
    Fate fate = expires ? new Fate.Expires() : moves(listed);
    if (!listed.latest()) {
      noncurrent++;
    }
    replacedAt = version.modified();
    return fate;
  }

  private Fate moves(ListedVersion listed) {
    if (!(listed.version() instanceof ObjectVersion object)) {
      return new Fate.Stays();
    }
    Moves.Moment moment =
        new Moves.Moment(now, day, listed.latest() ? null : replacedAt, noncurrent);
    return rules.stream()
        .filter(rule -> !rule.moves().isEmpty() && rule.filter().includes(object))
        .flatMap(rule -> rule.moves().due(object, rule.filter(), moment, listed.latest()))
        .max(Comparator.naturalOrder())
        .<Fate>map(Fate.Moves::new)
        .orElseGet(Fate.Stays::new);
  }

  private boolean expires(LifecycleRule rule, Version version, boolean alone) {
    if (version instanceof ObjectVersion object) {
      Instant expiry = rule.expiryOf(object, day);
      return expiry != null && !now.isBefore(expiry);
    }
    LifecycleRule.Expiration expiration = rule.expiration();
    if (!alone || expiration == null || !rule.filter().includesKey(version.key())) {
      return false;
    }
    return expiration.markers()
        || (expiration.days() > 0 && isOver(version.modified(), expiration.days()));
  }

  private boolean expiresNoncurrent(LifecycleRule rule, Version version) {
    LifecycleRule.Noncurrent rest = rule.noncurrent();
    if (rest == null || replacedAt == null || noncurrent < rest.newerKept()) {
      return false;
    }
    boolean included =
        version instanceof ObjectVersion object
            ? rule.filter().includes(object)
            : rule.filter().includesKey(version.key());
    return included && isOver(replacedAt, rest.days());
  }

  private boolean isOver(Instant since, int days) {
    return !now.isBefore(LifecycleRule.due(since, days, day));
  }
}
