package dev.skerry.control.admin;

import dev.skerry.edge.admin.AdminAnswer;
import dev.skerry.edge.admin.AdminCall;
import dev.skerry.edge.admin.AuditLine;
import dev.skerry.edge.admin.Endpoint;
import dev.skerry.edge.admin.Parameter;
import dev.skerry.edge.admin.Problem;
import dev.skerry.edge.admin.shape.Describe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the admin API tells of the audit log. */
final class AuditCalls {
  private static final int USUAL_LIMIT = 100;
  private static final int LIMIT_MAX = 1_000;
  private static final int READ_AT_ONCE = 1_000;
  private static final int READ_MAX = 20_000;

  private final EngineAudit audit;

  private AuditCalls(EngineAudit audit) {
    this.audit = audit;
  }

  @Describe("Some of the audit log, the newest line first.")
  record Page(
      List<Line> lines,
      @Describe("What to give as after for the next page; null where this is the last.")
          @Nullable String next) {}

  @Describe("A call that changed something, or was refused.")
  record Line(
      @Describe("From 1, in the order in which lines became durable.") long number,
      Instant at,
      @Describe("The name of the caller's token; null for a stranger.") @Nullable String caller,
      @Describe("The address from which it came.") String from,
      @Describe("Of HTTP; empty for what was no call.") String method,
      String path,
      @Describe("What was done, where the path does not say it.") String what,
      @Describe("The status of the answer.") int status,
      @Describe("The problem type for which it was refused; null if it was not.")
          @Nullable String problem) {
    static Line of(AuditEntry entry) {
      AuditLine line = entry.line();
      Problem problem = line.problem();
      return new Line(
          entry.number(),
          entry.at(),
          line.caller(),
          line.from(),
          line.method(),
          line.path(),
          line.what(),
          line.status(),
          problem == null ? null : problem.type());
    }
  }

  static Endpoint endpoint(EngineAudit audit) {
    return Endpoint.get("/v1/audit")
        .summary("What was changed and what was refused, the newest first")
        .query(Parameter.whole("limit", 1, LIMIT_MAX, "Lines of a page; 100 if missing"))
        .query(Parameter.whole("after", 1, Long.MAX_VALUE, "Go on after this line: next of a page"))
        .query(Parameter.whole("since", 0, Long.MAX_VALUE, "Only lines that are newer than this"))
        .query(Parameter.text("caller", "Only calls of this caller"))
        .query(Parameter.text("path", "Only calls whose path begins so"))
        .query(Parameter.flag("refused", "Only calls that were refused, or only others"))
        .answers(200, Page.class)
        .by(call -> AdminAnswer.ok(new AuditCalls(audit).page(call)));
  }

  /** Reads on until the page is full; or so far only, where few lines are of the kind. */
  private Page page(AdminCall call) {
    int limit = (int) call.whole("limit", USUAL_LIMIT);
    long since = call.whole("since", 0);
    Predicate<AuditEntry> wanted = wanted(call);
    List<Line> lines = new ArrayList<>();
    long below = call.whole("after", Long.MAX_VALUE);
    for (int read = 0; read < READ_MAX; read += READ_AT_ONCE) {
      List<AuditEntry> found = audit.read(since, below, READ_AT_ONCE);
      for (AuditEntry entry : found) {
        below = entry.number();
        if (wanted.test(entry)) {
          lines.add(Line.of(entry));
          if (lines.size() == limit) {
            return new Page(lines, next(since, below));
          }
        }
      }
      if (found.size() < READ_AT_ONCE) {
        return new Page(lines, null);
      }
    }
    return new Page(lines, next(since, below));
  }

  private @Nullable String next(long since, long below) {
    return audit.read(since, below, 1).isEmpty() ? null : Long.toString(below);
  }

  private static Predicate<AuditEntry> wanted(AdminCall call) {
    String caller = call.text("caller");
    String path = call.text("path");
    Boolean refused = call.maybe("refused");
    return entry -> {
      AuditLine line = entry.line();
      return (caller == null || caller.equals(line.caller()))
          && (path == null || line.path().startsWith(path))
          && (refused == null || refused == (line.problem() != null));
    };
  }
}
