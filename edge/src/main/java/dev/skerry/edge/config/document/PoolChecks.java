package dev.skerry.edge.config.document;

import dev.skerry.edge.config.BucketOrigin;
import dev.skerry.edge.config.PoolConfig.Origin;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what was decoded of the pools. */
final class PoolChecks {
  private final Map<String, Settings> pools;
  private final Problems problems;

  PoolChecks(Map<String, Settings> pools, Problems problems) {
    this.pools = pools;
    this.problems = problems;
  }

  void check() {
    pools.forEach(
        (name, pool) -> {
          failover(name, pool);
          tls(pool);
          bucket(pool);
          health(pool);
        });
  }

  private void failover(String name, Settings pool) {
    String next = pool.find(PoolShape.FAILOVER);
    if (next == null) {
      return;
    }
    if (!pools.containsKey(next)) {
      problems.add(
          pool.place(PoolShape.FAILOVER),
          "there is no pool " + next + Spelling.hint(next, pools.keySet()),
          "the name of a pool in pools");
      return;
    }
    Set<String> seen = new HashSet<>();
    StringBuilder way = new StringBuilder(name);
    while (next != null && seen.add(next)) {
      way.append(" → ").append(next);
      if (next.equals(name)) {
        problems.add(
            pool.place(PoolShape.FAILOVER),
            "goes in a circle: " + way,
            "a chain of pools that ends");
        return;
      }
      Settings following = pools.get(next);
      next = following == null ? null : following.find(PoolShape.FAILOVER);
    }
  }

  private void tls(Settings pool) {
    List<Origin> origins = pool.find(PoolShape.ORIGINS);
    boolean secure = origins == null || origins.stream().anyMatch(Origin::secure);
    if (!secure && pool.has(ConnectionShape.TLS)) {
      problems.add(
          pool.place(ConnectionShape.TLS), "has no effect: no origin is https", "https origins");
    }
    Settings tls = pool.object(ConnectionShape.TLS);
    FileShape.Content chain = tls.find(ConnectionShape.CLIENT_CERTIFICATE);
    FileShape.Content key = tls.find(ConnectionShape.CLIENT_KEY);
    boolean certificateMentioned = tls.isMentioned(ConnectionShape.CLIENT_CERTIFICATE);
    if (certificateMentioned != tls.isMentioned(ConnectionShape.CLIENT_KEY)) {
      problems.add(
          tls.place(
              certificateMentioned
                  ? ConnectionShape.CLIENT_CERTIFICATE
                  : ConnectionShape.CLIENT_KEY),
          "certificate and key come together",
          "both of them or none");
    }
    if (chain != null && key != null && !Pem.belongTogether(chain.text(), key.text())) {
      problems.add(
          tls.place(ConnectionShape.CLIENT_KEY),
          "is not the key of the certificate",
          "the key that belongs to it");
    }
  }

  private void bucket(Settings pool) {
    List<Origin> origins = pool.find(PoolShape.ORIGINS);
    if (origins == null || origins.stream().noneMatch(PoolChecks::isBucket)) {
      return;
    }
    bucketAlone(origins, pool.place(PoolShape.ORIGINS), problems);
    for (Field<?> field : List.of(PoolShape.HOST, ConnectionShape.TLS)) {
      if (pool.has(field)) {
        problems.add(
            pool.place(field),
            "has no effect where a bucket is the origin",
            "neither host nor tls");
      }
    }
  }

  /** Buckets are reached in another way than origin servers, and each in its own. */
  static void bucketAlone(List<Origin> origins, Place place, Problems problems) {
    if (origins.size() > 1 && origins.stream().anyMatch(PoolChecks::isBucket)) {
      problems.add(place, "has a bucket beside others", "one bucket, or servers alone");
    }
  }

  private static boolean isBucket(Origin origin) {
    return BucketOrigin.bucket(origin.host()) != null;
  }

  private void health(Settings pool) {
    Settings ejection = pool.object(PoolShape.EJECTION);
    Long first = ejection.find(PoolShape.EJECT_FOR);
    Long longest = ejection.find(PoolShape.EJECT_MAX);
    if (first != null && longest != null && first > longest) {
      problems.add(
          ejection.place(PoolShape.EJECT_FOR),
          "is longer than max, " + Durations.write(longest),
          "for not above max");
    }
  }
}
