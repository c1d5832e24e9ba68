package dev.skerry.control.schedules;

import dev.skerry.edge.sync.ScheduledRun;
import java.util.Comparator;

/**
 * Names a schedule among all.
 *
 * @param handler its id
 * @param cron the schedule, as the configuration writes it
 */
record ScheduleName(String handler, String cron) {
  /** By their handlers. */
  static final Comparator<ScheduleName> ORDER =
      Comparator.comparing(ScheduleName::handler).thenComparing(ScheduleName::cron);

  static ScheduleName of(ScheduledRun run) {
    return new ScheduleName(run.handler(), run.cron());
  }

  ScheduledRun run(Run run) {
    return new ScheduledRun(handler, cron, run.at().toEpochMilli());
  }

  @Override
  public String toString() {
    return "the schedule '" + cron + "' of the handler " + handler;
  }
}
