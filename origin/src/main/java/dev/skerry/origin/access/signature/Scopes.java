package dev.skerry.origin.access.signature;

import static dev.skerry.origin.access.signature.Refusal.WrongScope.Part;
import static dev.skerry.origin.access.signature.Refusal.WrongScope.Problem;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with scopes. */
final class Scopes {
  private Scopes() {}

  /** The parts of a claim's scope that are not the service's; empty when all are right. */
  static List<Problem> problems(Claim claim, SignedService service) {
    Scope scope = claim.scope();
    String region = service.region();
    List<Problem> problems = new ArrayList<>();
    if (scope.region().isEmpty() || (region != null && !region.equals(scope.region()))) {
      add(problems, claim, Part.REGION, scope.region(), region == null ? "us-east-1" : region);
    }
    add(problems, claim, Part.SERVICE, scope.service(), service.name());
    add(problems, claim, Part.TERMINATOR, scope.terminator(), Scope.TERMINATOR);
    String day = claim.timestamp().substring(0, Timestamps.DATE_LENGTH);
    add(problems, claim, Part.DATE, scope.date(), day);
    return problems;
  }

  private static void add(
      List<Problem> problems, Claim claim, Part part, String found, String expected) {
    if (!found.equals(expected)) {
      problems.add(new Problem(part, found, expected, claim.timestamp()));
    }
  }
}
