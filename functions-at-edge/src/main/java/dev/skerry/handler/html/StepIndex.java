package dev.skerry.handler.html;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** Steps by their {@link StepKey}s: an element is compared with those that it may match, alone. */
final class StepIndex {
  private final Map<StepKey.Kind, Map<String, List<Integer>>> steps =
      new EnumMap<>(StepKey.Kind.class);

  void add(int step, StepKey key) {
    steps
        .computeIfAbsent(key.kind(), _ -> new HashMap<>())
        .computeIfAbsent(key.name(), _ -> new ArrayList<>())
        .add(step);
  }

  /** Gives each step that the element may match, in no order; some may come twice. */
  void forEach(Candidate element, IntConsumer each) {
    give(StepKey.Kind.ANY, "", each);
    give(StepKey.Kind.TYPE, element.name(), each);
    if (steps.containsKey(StepKey.Kind.ATTRIBUTE)) {
      element.tag().forEachName(name -> give(StepKey.Kind.ATTRIBUTE, name, each));
    }
    if (steps.containsKey(StepKey.Kind.CLASS)) {
      String classes = element.attribute("class");
      if (classes != null) {
        Attributes.words(classes).forEach(word -> give(StepKey.Kind.CLASS, word, each));
      }
    }
    if (steps.containsKey(StepKey.Kind.ID)) {
      String id = element.attribute("id");
      if (id != null) {
        give(StepKey.Kind.ID, id, each);
      }
    }
  }

  private void give(StepKey.Kind kind, String name, IntConsumer each) {
    for (int step : steps.getOrDefault(kind, Map.of()).getOrDefault(name, List.of())) {
      each.accept(step);
    }
  }
}
