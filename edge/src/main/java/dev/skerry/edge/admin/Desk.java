package dev.skerry.edge.admin;

import dev.skerry.edge.admin.CallReading.Sent;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Where calls are admitted and answered, on a virtual thread: knows the caller, reads the call, has
 * the endpoint answer it, and writes what was changed or refused to the audit log before the answer
 * goes out.
 */
final class Desk {
  private static final Logger log = LoggerFactory.getLogger(Desk.class);

  private final Gate gate;
  private final AuditLog audit;
  private final Repeats repeats;

  Desk(AdminApi.Plan plan) {
    this.gate = new Gate(plan.callers());
    this.audit = plan.audit();
    this.repeats = new Repeats(plan.answers());
  }

  /** Who makes that call, if they may. */
  Caller admit(Visit visit) throws ProblemException {
    try {
      return gate.admit(visit);
    } catch (Gate.Refusal e) {
      boolean _ =
          write(visit.line(e.caller(), "", e.problem().problem().status(), e.problem().problem()));
      throw e.problem();
    } catch (RuntimeException e) {
      log.error("who makes the admin call {} could not be found out", visit.request(), e);
      throw new ProblemException(Problem.INTERNAL, "an unexpected " + e.getClass().getSimpleName());
    }
  }

  /** The answer to an admitted call. */
  AdminAnswer answer(Visit visit, Caller caller, byte[] content) {
    try {
      AdminCall call = read(visit, caller, content);
      AdminAnswer answer = repeats.once(visit, caller, content, () -> carriedOut(visit, call));
      return visit.hasAlready(answer) ? answer.notModified() : answer;
    } catch (ProblemException e) {
      return refused(visit, caller, "", e);
    } catch (RuntimeException e) {
      return failed(visit, e);
    }
  }

  private AdminAnswer carriedOut(Visit visit, AdminCall call) {
    AdminAnswer answer;
    try {
      answer = visit.endpoint().answering().answer(call);
    } catch (ProblemException e) {
      return refused(visit, call.caller(), call.what(), e);
    } catch (RuntimeException e) {
      AdminAnswer failure = failed(visit, e);
      boolean _ = tell(visit, visit.line(call.caller().name(), call.what(), 500, Problem.INTERNAL));
      return failure;
    }
    if (tell(visit, visit.line(call.caller().name(), call.what(), answer.status(), null))) {
      return answer;
    }
    return AdminAnswer.problem(
        new ProblemException(
            Problem.NOT_AUDITED, "look whether it holds before you ask again; the log says why"));
  }

  private static AdminAnswer failed(Visit visit, RuntimeException e) {
    log.error("admin call {} failed", visit.request(), e);
    return AdminAnswer.problem(
        new ProblemException(Problem.INTERNAL, "an unexpected " + e.getClass().getSimpleName()));
  }

  private static AdminCall read(Visit visit, Caller caller, byte[] content)
      throws ProblemException {
    Endpoint endpoint = visit.endpoint();
    JsonNode document = CallReading.document(endpoint, visit.request().fields(), content);
    Sent sent = new Sent(visit.found().path(), visit.request().query(), visit.request().fields());
    return CallReading.read(endpoint, sent, document, caller, visit.from());
  }

  private AdminAnswer refused(Visit visit, Caller caller, String what, ProblemException refusal) {
    Problem problem = refusal.problem();
    boolean _ = tell(visit, visit.line(caller.name(), what, problem.status(), problem));
    return AdminAnswer.problem(refusal);
  }

  /** Writes a call that changes things to the audit log; false if that failed. */
  private boolean tell(Visit visit, AuditLine line) {
    return !visit.endpoint().changes() || write(line);
  }

  private boolean write(AuditLine line) {
    try {
      audit.add(line);
      return true;
    } catch (IOException e) {
      log.error("not written to the audit log: {}", line, e);
      return false;
    }
  }
}
