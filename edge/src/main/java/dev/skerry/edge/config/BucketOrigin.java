package dev.skerry.edge.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The origin that a bucket is: a host of its own at the control plane that has the object store,
 * where edges ask for it with their certificates. Its name, {@code BUCKET.bucket.internal}, is one
 * that no name server knows.
 */
public final class BucketOrigin {
  /** A name that each control plane's certificate has, whatever names its machine has. */
  public static final String SERVER_NAME = "localhost";

  private static final String SUFFIX = ".bucket.internal";

  private BucketOrigin() {}

  /** The host of a bucket. */
  public static String host(String bucket) {
    return bucket + SUFFIX;
  }

  /** The bucket whose host that is, in lower case and without a port; null if it is none's. */
  public static @Nullable String bucket(String host) {
    return host.length() > SUFFIX.length() && host.endsWith(SUFFIX)
        ? host.substring(0, host.length() - SUFFIX.length())
        : null;
  }

  /** The pools that can be reached by an edge that knows no object store. */
  public static Map<String, PoolConfig> without(Map<String, PoolConfig> pools) {
    Map<String, PoolConfig> others = new LinkedHashMap<>(pools);
    others.values().removeIf(pool -> pool.bucket() != null);
    return others;
  }
}
