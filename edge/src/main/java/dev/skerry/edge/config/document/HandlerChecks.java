package dev.skerry.edge.config.document;

import dev.skerry.edge.config.CronExpression;
import dev.skerry.handler.HandlerKind;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import dev.skerry.handler.kinds.EveryKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compiles the handlers of a document, and looks whether the hooks of rules name them. */
final class HandlerChecks {
  private final Set<String> ids;
  private final BindingChecks bindings;
  private final Problems problems;

  /** At which hooks each can be called, of those that compile. */
  private final Map<String, Set<Hook>> hooks = new HashMap<>();

  private HandlerChecks(Set<String> ids, BindingChecks bindings, Problems problems) {
    this.ids = ids;
    this.bindings = bindings;
    this.problems = problems;
  }

  /** Compiles all handlers; to be asked about hooks afterwards. */
  static HandlerChecks of(Settings document, Problems problems) {
    Map<String, Settings> written = document.find(HandlerShape.HANDLERS);
    Map<String, Settings> handlers = written == null ? Map.of() : written;
    HandlerChecks checks =
        new HandlerChecks(handlers.keySet(), BindingChecks.of(document, problems), problems);
    handlers.forEach(checks::handler);
    handlers.forEach(
        (id, settings) -> checks.bindings.calls(id, settings, checks.ids, checks.hooks));
    return checks;
  }

  private void handler(String id, Settings settings) {
    bindings.handler(settings);
    if (settings.isMentioned(HandlerShape.FETCH)
        && !BindingChecks.IN_JAVASCRIPT.contains(settings.get(HandlerShape.KIND))) {
      problems.add(
          settings.place(HandlerShape.FETCH),
          "is for modules, which are of the kinds js and js-sandboxed");
    }
    boolean file = settings.isMentioned(HandlerShape.SOURCE);
    boolean code = settings.isMentioned(HandlerShape.CODE);
    if (file == code) {
      problems.add(
          settings.place(),
          file ? "has code beside source" : "has no source",
          "one of source and code");
    } else if (settings.has(HandlerShape.SOURCE) || settings.has(HandlerShape.CODE)) {
      compile(HandlerBuilder.handler(id, settings), settings);
    }
  }

  private void compile(HandlerSpec spec, Settings settings) {
    Place place =
        settings.place(settings.has(HandlerShape.SOURCE) ? HandlerShape.SOURCE : HandlerShape.CODE);
    try {
      hooks.put(spec.id(), new EveryKind().load(spec).hooks());
      schedules(spec, settings);
    } catch (HandlerProblem e) {
      problems.add(place, "does not compile: " + spec.located(e));
    }
  }

  private void schedules(HandlerSpec spec, Settings settings) {
    List<CronExpression> schedules = settings.get(HandlerShape.SCHEDULES);
    Place place = settings.place(HandlerShape.SCHEDULES);
    if (schedules.size() > Set.copyOf(schedules).size()) {
      problems.add(place, "has the same schedule twice");
    }
    Set<Hook> known = hooks.getOrDefault(spec.id(), Set.of());
    if (!schedules.isEmpty() && !known.contains(Hook.SCHEDULED)) {
      problems.add(
          place,
          "the handler " + spec.id() + " has no scheduled hook",
          spec.kind() == HandlerKind.JAVA
              ? "a class that implements ScheduledHandler"
              : "a module of the kind js, which exports scheduled(controller, env, ctx)");
    }
  }

  /** What one level says of hooks. */
  void level(Settings level) {
    HandlerShape.HOOKS.forEach(hook -> hook(hook, level));
  }

  private void hook(Field<String> hook, Settings level) {
    String id = level.find(hook);
    Set<Hook> known = id == null ? null : hooks.get(id);
    if (known != null && known.stream().noneMatch(each -> each.token().equals(hook.name()))) {
      problems.add(level.place(hook), "the handler " + id + " does not implement this hook");
    }
    if (id != null && !ids.contains(id)) {
      problems.add(
          level.place(hook),
          "there is no handler " + id + Spelling.hint(id, ids),
          "the id of a handler in handlers");
    }
  }
}
