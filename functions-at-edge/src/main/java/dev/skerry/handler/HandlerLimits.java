package dev.skerry.handler;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * The limits of one handler, each within its bounds in {@link HandlerLimit}: what is not given has
 * its default.
 *
 * @param values of every limit, in its unit
 */
public record HandlerLimits(Map<HandlerLimit, Long> values) {
  /** Every limit at its default. */
  public static final HandlerLimits DEFAULT = new HandlerLimits(Map.of());

  /** Completes the values with the defaults. */
  public HandlerLimits {
    EnumMap<HandlerLimit, Long> all = new EnumMap<>(HandlerLimit.class);
    for (HandlerLimit limit : HandlerLimit.values()) {
      long value = values.getOrDefault(limit, limit.byDefault());
      if (value < limit.min() || value > limit.max()) {
        throw new IllegalArgumentException(
            limit.key() + " must be " + limit.min() + " to " + limit.max() + ", not " + value);
      }
      all.put(limit, value);
    }
    values = Collections.unmodifiableMap(all);
  }

  /** The value of one limit, in its unit. */
  public long get(HandlerLimit limit) {
    return Objects.requireNonNull(values.get(limit), "every limit has a value");
  }

  /** A copy in which one limit has another value. */
  public HandlerLimits with(HandlerLimit limit, long value) {
    EnumMap<HandlerLimit, Long> all = new EnumMap<>(HandlerLimit.class);
    all.putAll(values);
    all.put(limit, value);
    return new HandlerLimits(all);
  }
}
