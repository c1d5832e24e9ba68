package dev.skerry.origin.objects.backing;

import java.time.Duration;

/**
 * How long a service is waited for.
 *
 * @param connect for a connection
 * @param silence from one octet of an answer to the next; also from one answer to the next, while
 *     calls are under way that it answers soon, until the service counts as one that does not
 *     answer
 * @param attempt for one attempt of a call: a piece over a slow line
 * @param call for all attempts of a call
 * @param place for a place among the calls that are under way
 * @param probe how long after one question to a service that does not answer it is asked again
 */
public record Patience(
    Duration connect,
    Duration silence,
    Duration attempt,
    Duration call,
    Duration place,
    Duration probe) {
  /** As it is best for most. */
  public static final Patience USUAL =
      new Patience(
          Duration.ofSeconds(3),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(1));

  /** The same with that silence, and so long for an attempt and for a call. */
  public Patience within(Duration silent, Duration each, Duration all) {
    return new Patience(connect, silent, each, all, place, probe);
  }

  /** The same with that pause between questions to a service that does not answer. */
  public Patience probing(Duration after) {
    return new Patience(connect, silence, attempt, call, place, after);
  }

  /** The same with that wait for a place. */
  public Patience forPlaces(Duration most) {
    return new Patience(connect, silence, attempt, call, most, probe);
  }
}
