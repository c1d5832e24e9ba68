package dev.skerry.edge.admin;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets in who may make a call (RFC 6750). */
final class Gate {
  /** Who calls what everybody may call. */
  static final Caller STRANGER = new Caller("", Set.of());

  private static final String CHALLENGE = "Bearer realm=\"skerry-admin\"";

  private final Callers callers;

  Gate(Callers callers) {
    this.callers = callers;
  }

  /** Who makes that call. */
  Caller admit(Visit visit) throws Refusal {
    Scope needed = visit.endpoint().scope();
    if (needed == null) {
      return STRANGER;
    }
    String token = visit.token();
    Caller caller = token == null ? null : callers.find(token);
    if (caller == null) {
      throw new Refusal(null, unauthenticated(token));
    }
    if (!needed.isIn(caller.scopes())) {
      throw new Refusal(caller.name(), forbidden(needed, caller));
    }
    return caller;
  }

  private static ProblemException unauthenticated(@Nullable String token) {
    return token == null
        ? new ProblemException(
            Problem.UNAUTHENTICATED,
            "send Authorization: Bearer with a token, as that of the data folder's admin-token"
                + " file",
            Fields.of(FieldNames.WWW_AUTHENTICATE, CHALLENGE))
        : new ProblemException(
            Problem.UNAUTHENTICATED,
            "no such token is in force: it is wrong, expired or revoked",
            Fields.of(FieldNames.WWW_AUTHENTICATE, CHALLENGE + ", error=\"invalid_token\""));
  }

  private static ProblemException forbidden(Scope needed, Caller caller) {
    String scope = Names.of(needed);
    List<String> held = caller.scopes().stream().map(Names::of).sorted().toList();
    return new ProblemException(
        Problem.FORBIDDEN,
        "this needs the scope %s, and the token '%s' has %s".formatted(scope, caller.name(), held),
        Fields.of(
            FieldNames.WWW_AUTHENTICATE,
            CHALLENGE + ", error=\"insufficient_scope\", scope=\"" + scope + "\""));
  }

  /** Refuses a caller, whose name is known where the token is. */
  static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final @Nullable String caller;
    private final transient ProblemException problem;

    private Refusal(@Nullable String caller, ProblemException problem) {
      super(null, problem, false, false);
      this.caller = caller;
      this.problem = problem;
    }

    @Nullable String caller() {
      return caller;
    }

    ProblemException problem() {
      return problem;
    }
  }
}
