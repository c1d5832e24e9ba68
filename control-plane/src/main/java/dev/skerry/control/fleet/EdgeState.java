package dev.skerry.control.fleet;

import dev.skerry.edge.sync.EdgeVitals;
import dev.skerry.edge.sync.Hello;
import dev.skerry.edge.sync.Report;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an edge is, as far as it has said.
 *
 * @param edge its name
 * @param connected whether it can be told something now
 * @param since when it came, or went if it is not connected; null if it has not come since this
 *     process started
 * @param heard when it was heard last; null if never by this process
 * @param software the version of its program, empty if unknown
 * @param startedAtMillis when its process started, milliseconds since the epoch, 0 if unknown
 * @param applied all purges up to this number are in force there, and will be after a restart; 0
 *     for none or unknown
 * @param version of the configuration in force, 0 for none or unknown
 * @param needsRestart what of it is not until the edge starts anew
 * @param refused the newest configuration that it could not put in force, null where it has put one
 *     in force since
 * @param vitals as it last told them; null if not since it came
 */
public record EdgeState(
    String edge,
    boolean connected,
    @Nullable Instant since,
    @Nullable Instant heard,
    String software,
    long startedAtMillis,
    long applied,
    long version,
    List<String> needsRestart,
    Report.@Nullable Refused refused,
    @Nullable EdgeVitals vitals) {
  /** Keeps a copy. */
  public EdgeState {
    needsRestart = List.copyOf(needsRestart);
  }

  /** One of which nothing is known but that it exists. */
  static EdgeState unseen(String edge) {
    return new EdgeState(edge, false, null, null, "", 0, 0, 0, List.of(), null, null);
  }

  /** The same under another name. */
  EdgeState named(String name) {
    return new EdgeState(
        name,
        connected,
        since,
        heard,
        software,
        startedAtMillis,
        applied,
        version,
        needsRestart,
        refused,
        vitals);
  }

  /** The same with other vitals. */
  EdgeState with(@Nullable EdgeVitals told) {
    return new EdgeState(
        edge,
        connected,
        since,
        heard,
        software,
        startedAtMillis,
        applied,
        version,
        needsRestart,
        refused,
        told);
  }

  EdgeState come(Hello hello, Instant now) {
    return new EdgeState(
        edge,
        true,
        now,
        now,
        hello.software(),
        hello.startedAtMillis(),
        // What this process has not heard acknowledged may be of a time before it was put back; the
        // edge acknowledges once it is current.
        Math.min(applied, hello.applied()),
        hello.version(),
        hello.version() == version ? needsRestart : List.of(),
        refused,
        null);
  }

  EdgeState gone(Instant now) {
    return new EdgeState(
        edge,
        false,
        now,
        heard,
        software,
        startedAtMillis,
        applied,
        version,
        needsRestart,
        refused,
        vitals);
  }

  EdgeState after(Report report, Instant now) {
    return switch (report) {
      case Report.Applied(long sequence) ->
          heard(now, Math.max(applied, sequence), version, needsRestart, refused, vitals);
      case Report.InForce inForce ->
          heard(now, applied, inForce.version(), inForce.needsRestart(), null, vitals);
      case Report.Refused refusal -> heard(now, applied, version, needsRestart, refusal, vitals);
      case Report.Counted _, Report.Lines _, Report.Offered _, Report.Ran _ ->
          heard(now, applied, version, needsRestart, refused, vitals);
      case Report.Vitals(EdgeVitals told) ->
          heard(now, applied, version, needsRestart, refused, told);
    };
  }

  private EdgeState heard(
      Instant now,
      long nowApplied,
      long nowVersion,
      List<String> nowNeedsRestart,
      Report.@Nullable Refused nowRefused,
      @Nullable EdgeVitals nowVitals) {
    return new EdgeState(
        edge,
        connected,
        since,
        now,
        software,
        startedAtMillis,
        nowApplied,
        nowVersion,
        nowNeedsRestart,
        nowRefused,
        nowVitals);
  }
}
