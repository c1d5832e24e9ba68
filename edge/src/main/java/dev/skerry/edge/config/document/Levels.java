package dev.skerry.edge.config.document;

import dev.skerry.edge.config.BucketOrigin;
import dev.skerry.edge.config.PoolConfig.Origin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule's settings and those of the outer levels, the innermost first: rule, site, defaults. */
record Levels(List<Settings> inward) {
  static Levels of(Settings document) {
    return new Levels(List.of(document.object(DocumentShape.DEFAULTS)));
  }

  Levels with(Settings inner) {
    List<Settings> all = new ArrayList<>();
    all.add(inner);
    all.addAll(inward);
    return new Levels(List.copyOf(all));
  }

  Settings own() {
    return inward.getFirst();
  }

  /** Whether the innermost level is a site: whatever it lacks, its rules lack too. */
  boolean isSite() {
    return own().shape() == RuleShape.SITE;
  }

  /** All levels as one. */
  Settings merged() {
    Settings merged = inward.getLast();
    for (int i = inward.size() - 2; i >= 0; i--) {
      merged = inward.get(i).over(merged);
    }
    return merged;
  }

  /** The name of the pool that the innermost level to speak of one names, or null. */
  @Nullable String pool() {
    for (Settings level : inward) {
      String pool = level.find(RuleShape.POOL);
      if (pool != null) {
        return pool;
      }
      List<Origin> origins = level.find(RuleShape.ORIGIN);
      if (origins != null) {
        return originPoolName(origins);
      }
    }
    return null;
  }

  /** Whether any level speaks of a pool, even if it was not understood. */
  boolean mentionsPool() {
    return inward.stream()
        .anyMatch(
            level -> level.isMentioned(RuleShape.POOL) || level.isMentioned(RuleShape.ORIGIN));
  }

  /**
   * The name of the pool that a list of origins stands for: their URLs, which no pool's name can
   * be.
   */
  static String originPoolName(List<Origin> origins) {
    List<String> urls = new ArrayList<>();
    for (Origin origin : origins) {
      String bucket = BucketOrigin.bucket(origin.host());
      urls.add(
          bucket == null
              ? (origin.secure() ? "https://" : "http://") + origin.authority()
              : "bucket:" + bucket);
    }
    return String.join(",", urls);
  }
}
