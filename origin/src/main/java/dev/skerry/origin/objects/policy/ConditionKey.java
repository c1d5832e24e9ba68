package dev.skerry.origin.objects.policy;

import java.util.List;
import java.util.Set;

/**
 * What conditions and variables can ask of a question.
 *
 * @param name in lower case, without a tag's key
 * @param tag the key of the tag that is asked for; empty where the name says all
 * @param actions for which it can have a value: a condition on it in a statement of none of them is
 *     a mistake
 * @param source where it finds the values
 */
record ConditionKey(String name, String tag, Set<Action> actions, Source source) {
  /** Finds values in a question. */
  @FunctionalInterface
  interface Source {
    /** None where the question has none, several where it has several. */
    List<String> values(Question question, String tag);
  }

  List<String> values(Question question) {
    return source.values(question, tag);
  }
}
