package dev.skerry.edge.admin;

import dev.skerry.edge.admin.shape.Violation;
import dev.skerry.http.Fields;
import java.util.List;

/** Refuses an admin call with a {@link Problem}; the API renders it. */
public final class ProblemException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Problem problem;
  private final transient List<Violation> violations;
  private final transient Fields fields;

  /** Refuses with that problem; {@code detail} says what was found and what was expected. */
  public ProblemException(Problem problem, String detail) {
    this(problem, detail, List.of(), Fields.EMPTY);
  }

  /** Refuses a call for all that is wrong in it. */
  public ProblemException(List<Violation> violations) {
    this(
        Problem.INVALID_REQUEST,
        violations.size() == 1
            ? violations.getFirst().detail()
            : violations.size() + " problems, see errors",
        List.copyOf(violations),
        Fields.EMPTY);
  }

  /** Refuses with that problem, and all that it is about. */
  public ProblemException(Problem problem, String detail, List<Violation> violations) {
    this(problem, detail, List.copyOf(violations), Fields.EMPTY);
  }

  /** Refuses with that problem and these fields on the response. */
  public ProblemException(Problem problem, String detail, Fields fields) {
    this(problem, detail, List.of(), fields);
  }

  private ProblemException(
      Problem problem, String detail, List<Violation> violations, Fields fields) {
    super(detail, null, false, false);
    this.problem = problem;
    this.violations = violations;
    this.fields = fields;
  }

  /** Which of the closed list. */
  public Problem problem() {
    return problem;
  }

  List<Violation> violations() {
    return violations;
  }

  Fields fields() {
    return fields;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
