package dev.skerry.origin.objects.policy;

import dev.skerry.origin.objects.policy.ConditionKey.Source;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Condition keys by their names, whatever the case of the letters; and, by the part before a slash,
 * those that ask for a tag, whose key follows as it is.
 */
final class ConditionKeyTable {
  /** Every action. */
  static final Set<Action> ALL = EnumSet.allOf(Action.class);

  /** Of what is not there: no question ever has it. */
  static final Source NEVER = (_, _) -> List.of();

  private final Map<String, ConditionKey> keys = new HashMap<>();
  private final Map<String, ConditionKey> withTag = new HashMap<>();

  @Nullable ConditionKey find(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return keys.get(text.toLowerCase(Locale.ROOT));
    }
    ConditionKey key = withTag.get(text.substring(0, slash).toLowerCase(Locale.ROOT));
    String tag = text.substring(slash + 1);
    return key == null || tag.isEmpty()
        ? null
        : new ConditionKey(key.name(), tag, key.actions(), key.source());
  }

  void put(String name, Source source) {
    put(name, source, ALL);
  }

  void put(String name, Source source, Set<Action> actions) {
    String lower = name.toLowerCase(Locale.ROOT);
    keys.put(lower, new ConditionKey(lower, "", actions, source));
  }

  void putWithTag(String name, Source source, Set<Action> actions) {
    String lower = name.toLowerCase(Locale.ROOT);
    withTag.put(lower, new ConditionKey(lower, "", actions, source));
  }

  /** A header, for the actions that it is a condition of: another's may mean something else. */
  static Source header(String name, Set<Action> actions) {
    return (question, _) ->
        actions.contains(question.action())
            ? one(question.request().header().apply(name))
            : List.of();
  }

  static Source query(String name) {
    return (question, _) -> one(question.request().query().apply(name));
  }

  static List<String> one(@Nullable String value) {
    return value == null ? List.of() : List.of(value);
  }
}
