package dev.skerry.edge.sync;

import dev.skerry.handler.Occurrence;
import java.time.Instant;

/**
 * One run of a handler that a schedule calls for: there is no other of the same schedule and
 * minute.
 *
 * @param handler its id
 * @param cron the schedule, as the configuration writes it
 * @param atMillis the minute that is meant, milliseconds since the epoch
 */
public record ScheduledRun(String handler, String cron, long atMillis) {
  /** What the handler is given. */
  public Occurrence occurrence() {
    return new Occurrence(cron, Instant.ofEpochMilli(atMillis));
  }
}
