package dev.skerry.control.schedules;

import dev.skerry.edge.observe.Gauges;
import dev.skerry.edge.observe.Labels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What is counted of the schedules that there are, since this process has begun. */
final class ScheduleMeters {
  // Guarded by this.
  private final List<Gauges.Registration> registered = new ArrayList<>();
  private List<Schedule> measured = List.of();
  private @Nullable Gauges gauges;

  /** Registers them, now and whenever there are others. */
  synchronized void measure(Gauges on) {
    gauges = on;
    of(measured);
  }

  /** These are all there are now. */
  synchronized void of(Collection<Schedule> schedules) {
    measured = List.copyOf(schedules);
    registered.forEach(Gauges.Registration::close);
    registered.clear();
    Gauges on = gauges;
    if (on != null) {
      measured.forEach(schedule -> register(on, schedule));
    }
  }

  private void register(Gauges on, Schedule schedule) {
    ended(on, schedule, "done", schedule.done);
    ended(on, schedule, "failed", schedule.failed);
    ended(on, schedule, "lost", schedule.lost);
    skipped(on, schedule, "missed", schedule.missed);
    skipped(on, schedule, "overlap", schedule.overlapped);
    ScheduleName name = schedule.name;
    registered.add(
        on.registerReal(
            "skerry_schedule_last_begun_timestamp_seconds",
            "When a run of a schedule began last, in seconds since 1970; 0 for never.",
            Labels.of("handler", name.handler(), "schedule", name.cron()),
            () -> schedule.lastBegunMillis / 1e3));
  }

  private void ended(Gauges on, Schedule schedule, String outcome, LongAdder count) {
    ScheduleName name = schedule.name;
    registered.add(
        on.registerCounter(
            "skerry_schedule_runs_total",
            "Runs of a schedule that are over, by what came of them.",
            Labels.of("handler", name.handler(), "schedule", name.cron(), "outcome", outcome),
            count::sum));
  }

  private void skipped(Gauges on, Schedule schedule, String reason, LongAdder count) {
    ScheduleName name = schedule.name;
    registered.add(
        on.registerCounter(
            "skerry_schedule_skipped_total",
            "Occurrences of a schedule that are not run, by why.",
            Labels.of("handler", name.handler(), "schedule", name.cron(), "reason", reason),
            count::sum));
  }
}
