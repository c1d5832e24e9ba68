package dev.skerry.edge.semantics;

/**
 * How long responses are fresh, in seconds, where an operator has a say.
 *
 * <p>The origin's explicit lifetime holds unless {@code overrideSeconds} is set; where it gives
 * none, {@code defaultSeconds}, and where that is not set the heuristic. Then {@code minSeconds}
 * (but not for errors) and {@code maxSeconds} bound the result. None of these makes a response
 * storable that the origin forbids to store or to use without validation, or whose status says that
 * it is not cacheable unless its origin says so: the policy's lifetimes by status do that ({@link
 * CachePolicy#statusTtlSeconds}, which also come before {@code overrideSeconds} and the bounds).
 *
 * @param overrideSeconds the lifetime in place of the origin's, or {@link #UNSET}
 * @param defaultSeconds the lifetime where the origin gives none, or {@link #UNSET}
 * @param minSeconds raises shorter lifetimes, 0 for no bound
 * @param maxSeconds lowers longer lifetimes
 * @param heuristicPercent the share of the time since {@code Last-Modified} that counts as lifetime
 *     where nothing else says one (RFC 9111 §4.2.2), 0 to switch this off
 * @param heuristicMaxSeconds the longest such lifetime
 */
public record Ttl(
    long overrideSeconds,
    long defaultSeconds,
    long minSeconds,
    long maxSeconds,
    int heuristicPercent,
    long heuristicMaxSeconds) {
  /** No value. */
  public static final long UNSET = -1;

  /**
   * The origin decides; 10 % of the age of the representation, at most a day, where it does not.
   */
  public static final Ttl DEFAULT = new Ttl(UNSET, UNSET, 0, DeltaSeconds.MAX, 10, 86_400);

  public Ttl withOverrideSeconds(long value) {
    return new Ttl(
        value, defaultSeconds, minSeconds, maxSeconds, heuristicPercent, heuristicMaxSeconds);
  }

  public Ttl withDefaultSeconds(long value) {
    return new Ttl(
        overrideSeconds, value, minSeconds, maxSeconds, heuristicPercent, heuristicMaxSeconds);
  }

  public Ttl withMinSeconds(long value) {
    return new Ttl(
        overrideSeconds, defaultSeconds, value, maxSeconds, heuristicPercent, heuristicMaxSeconds);
  }

  public Ttl withMaxSeconds(long value) {
    return new Ttl(
        overrideSeconds, defaultSeconds, minSeconds, value, heuristicPercent, heuristicMaxSeconds);
  }

  public Ttl withHeuristicPercent(int value) {
    return new Ttl(
        overrideSeconds, defaultSeconds, minSeconds, maxSeconds, value, heuristicMaxSeconds);
  }

  public Ttl withHeuristicMaxSeconds(long value) {
    return new Ttl(
        overrideSeconds, defaultSeconds, minSeconds, maxSeconds, heuristicPercent, value);
  }
}
