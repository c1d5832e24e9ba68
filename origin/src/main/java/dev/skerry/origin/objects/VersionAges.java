package dev.skerry.origin.objects;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells which versions of a bucket expire now, of all that it is shown one after the other in the
 * order in which they are listed. Used by one thread.
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

  /**
   * Whether a version expires.
   *
   * @param alone whether its key has no other, as far as the caller knows
   */
  boolean expires(ListedVersion listed, boolean alone) {
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
    if (!listed.latest()) {
      noncurrent++;
    }
    replacedAt = version.modified();
    return expires;
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
