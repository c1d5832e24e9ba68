package dev.skerry.handler.text;

import dev.skerry.handler.Hook;
import dev.skerry.handler.ProtectedFields;
import dev.skerry.http.Fields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a header section what a handler's result says, and leaves alone what it does not change.
 */
public final class FieldEdits {
  private FieldEdits() {}

  /**
   * Values by name, each of them well-formed.
   *
   * @throws InvalidResult if one is not
   */
  public static Map<String, List<String>> checked(List<Pairs.Pair> wanted) throws InvalidResult {
    Map<String, List<String>> checked = LinkedHashMap.newLinkedHashMap(wanted.size());
    for (Pairs.Pair pair : wanted) {
      String name = FieldRules.name(pair.name());
      checked
          .computeIfAbsent(name, _ -> new ArrayList<>(1))
          .add(FieldRules.value(name, pair.value()));
    }
    return checked;
  }

  /**
   * Changes the section to the wanted values; a field that is not wanted goes.
   *
   * @param but the field that is not looked at, as events show it elsewhere
   * @throws InvalidResult if a handler at that hook may not make such a change
   */
  public static void apply(Hook hook, Fields fields, Map<String, List<String>> wanted, String but)
      throws InvalidResult {
    change(hook, fields, wanted);
    for (String name : names(fields)) {
      if (!wanted.containsKey(name) && !name.equals(but)) {
        replace(hook, fields, name, List.of());
      }
    }
  }

  /** Changes the section where it has other values than the wanted; other fields stay. */
  static void change(Hook hook, Fields fields, Map<String, List<String>> wanted)
      throws InvalidResult {
    for (Map.Entry<String, List<String>> field : wanted.entrySet()) {
      String name = field.getKey();
      if (!fields.all(name).equals(field.getValue())) {
        replace(hook, fields, name, field.getValue());
      }
    }
  }

  private static void replace(Hook hook, Fields fields, String name, List<String> values)
      throws InvalidResult {
    if (ProtectedFields.isFixed(hook, name)) {
      throw FieldRules.fixed(name);
    }
    if (!values.isEmpty() && ProtectedFields.isForbidden(name)) {
      throw FieldRules.forbidden(name);
    }
    fields.remove(name);
    values.forEach(value -> fields.add(name, value));
  }

  private static Set<String> names(Fields fields) {
    Set<String> names = HashSet.newHashSet(fields.size());
    fields.forEach((name, value) -> names.add(name));
    return names;
  }
}
