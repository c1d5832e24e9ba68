package dev.skerry.edge.rules;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.skerry.edge.config.RateLimitPolicy;
import dev.skerry.edge.rules.Verdict.Reason;
import dev.skerry.handler.Binding;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Request;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Counts requests by the generic cell rate algorithm (ITU-T I.371): each bucket is one number, the
 * moment at which it would be empty; a request comes too early if that is further away than the
 * burst lasts.
 *
 * <p>Buckets live across snapshots: they are told apart by the rule's name and the viewer. Safe for
 * use by several threads.
 */
public final class RateLimiter {
  /** No value of a header field makes a key longer than this. */
  private static final int MAX_KEY = 256;

  private final Cache<Key, AtomicLong> buckets;
  private final LongSupplier nanos;

  private record Key(String rule, String viewer) {}

  /**
   * Makes a limiter without any bucket.
   *
   * @param maxBuckets at most so many are kept; a viewer whose bucket was forgotten begins anew
   * @param nanos a clock that only goes forwards, as {@link System#nanoTime}
   */
  public RateLimiter(int maxBuckets, LongSupplier nanos) {
    this.nanos = nanos;
    buckets = Caffeine.newBuilder().maximumSize(maxBuckets).executor(Runnable::run).build();
  }

  /** Counts a request: it may go on, or is answered with 429 (RFC 6585 §4). */
  public Verdict check(RateLimitPolicy policy, Request request, InetAddress viewer) {
    long interval = (long) (1_000_000_000 / policy.perSecond());
    Key key = new Key(policy.name(), viewerKey(policy, request, viewer));
    long waitNanos = take(interval, policy.burst(), key);
    if (waitNanos <= 0) {
      return Verdict.CONTINUE;
    }
    long seconds = Math.max(1, (waitNanos + 999_999_999) / 1_000_000_000);
    return Responses.refusal(
        429,
        "Too many requests.",
        Reason.RATE_LIMITED,
        FieldNames.RETRY_AFTER,
        Long.toString(seconds));
  }

  /**
   * Counts one more of what a handler counts.
   *
   * @param key of which no more than of a header field counts
   * @return whether it is within the limit
   */
  public boolean admits(Binding.Limit limit, String key) {
    long interval = TimeUnit.SECONDS.toNanos(limit.periodSeconds()) / Math.max(1, limit.requests());
    String bucket = key.length() > MAX_KEY ? key.substring(0, MAX_KEY) : key;
    return take(interval, limit.requests(), new Key(limit.name(), bucket)) <= 0;
  }

  private static String viewerKey(RateLimitPolicy policy, Request request, InetAddress viewer) {
    return switch (policy.by()) {
      case SITE -> "";
      case ADDRESS -> Addresses.ofOneViewer(viewer);
      case HEADER -> {
        String value = request.fields().first(policy.header());
        if (value == null) {
          yield Addresses.ofOneViewer(viewer);
        }
        yield '=' + (value.length() > MAX_KEY ? value.substring(0, MAX_KEY) : value);
      }
    };
  }

  /**
   * Takes one out of a bucket, which gets one in each interval; nanoseconds to wait if it is empty,
   * else 0 or less.
   */
  private long take(long interval, int burst, Key key) {
    long tolerance = interval * (burst - 1);
    long now = nanos.getAsLong();
    AtomicLong bucket = buckets.get(key, absent -> new AtomicLong(now));
    while (true) {
      long empty = bucket.get();
      long from = empty - now > 0 ? empty : now;
      long tooEarly = from - now - tolerance;
      if (tooEarly > 0) {
        return tooEarly;
      }
      if (bucket.compareAndSet(empty, from + interval)) {
        return 0;
      }
    }
  }
}
