package dev.skerry.origin.objects.policy;

import java.util.List;
import java.util.Set;

/**
 * One statement of a policy.
 *
 * @param denies its effect: whether it denies, or allows
 * @param actions those that its patterns match, or, for NotAction, do not
 * @param conditions all of which must hold
 */
record Statement(
    boolean denies,
    Principals principals,
    Set<Action> actions,
    Resources resources,
    List<Condition> conditions) {
  /** Whether its effect holds for a question. */
  boolean speaksOf(Question question) {
    if (!actions.contains(question.action())
        || !principals.include(question.requester())
        || !resources.include(question)) {
      return false;
    }
    for (Condition condition : conditions) {
      if (!condition.holds(question)) {
        return false;
      }
    }
    return true;
  }
}
