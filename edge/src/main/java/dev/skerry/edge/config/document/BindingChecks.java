package dev.skerry.edge.config.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.edge.config.Limit;
import dev.skerry.handler.HandlerKind;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Looks whether namespaces keep to their limits, and whether bindings name what there is. */
final class BindingChecks {
  private static final List<Field<?>> KINDS =
      List.of(
          BindingShape.VARIABLE,
          BindingShape.SECRET,
          BindingShape.SECRET_FILE,
          BindingShape.NAMESPACE,
          BindingShape.TABLE,
          BindingShape.BUCKET,
          BindingShape.RATE_LIMIT,
          BindingShape.HANDLER);

  /** What is asked and waited for. */
  private static final List<Field<?>> ASKED =
      List.of(BindingShape.TABLE, BindingShape.BUCKET, BindingShape.HANDLER);

  /** The kinds of which a handler may be a module. */
  static final Set<HandlerKind> IN_JAVASCRIPT = Set.of(HandlerKind.JS, HandlerKind.JS_SANDBOXED);

  private static final String OWN_CODE = "a handler of the kind js, js-sandboxed or java";

  private final Map<String, Settings> namespaces;
  private final Settings limits;
  private final Problems problems;
  private long bytes;

  private BindingChecks(Settings document, Problems problems) {
    Map<String, Settings> written = document.find(BindingShape.NAMESPACES);
    this.namespaces = written == null ? Map.of() : written;
    this.limits = document.object(DocumentShape.LIMITS);
    this.problems = problems;
  }

  /** Checks all namespaces; to be asked about handlers afterwards. */
  static BindingChecks of(Settings document, Problems problems) {
    BindingChecks checks = new BindingChecks(document, problems);
    checks.namespaces.values().forEach(checks::namespace);
    return checks;
  }

  private void namespace(Settings namespace) {
    boolean file = namespace.isMentioned(BindingShape.SOURCE);
    if (file == namespace.isMentioned(BindingShape.ENTRIES)) {
      problems.add(
          namespace.place(),
          file ? "has entries beside source" : "has no entries",
          "one of source and entries");
      return;
    }
    NamespaceFile.Entries read = namespace.find(BindingShape.SOURCE);
    Map<String, Located<String>> entries = namespace.find(BindingShape.ENTRIES);
    if (read != null) {
      Place place = namespace.place(BindingShape.SOURCE);
      entries(
          place,
          read.values(),
          (where, problem) ->
              problems.add(place, read.located(where, problem.message), problem.expected));
    } else if (entries != null) {
      entries(
          namespace.place(BindingShape.ENTRIES),
          entries,
          (where, problem) -> problems.add(where, problem.message, problem.expected));
    }
  }

  private record TooLarge(String message, String expected) {}

  private void entries(
      Place place, Map<String, Located<String>> entries, BiConsumer<Place, TooLarge> problem) {
    long most = limit(Limit.KEY_VALUES_KEYS);
    if (entries.size() > most) {
      problems.add(place, "has " + entries.size() + " keys", atMost(Limit.KEY_VALUES_KEYS));
    }
    long before = bytes;
    entries.forEach(
        (key, value) -> {
          int keyBytes = key.getBytes(UTF_8).length;
          int valueBytes = value.value().getBytes(UTF_8).length;
          bytes += keyBytes + valueBytes;
          size("a key", keyBytes, Limit.KEY_VALUES_KEY_BYTES, value.place(), problem);
          size("a value", valueBytes, Limit.KEY_VALUES_VALUE_BYTES, value.place(), problem);
        });
    long total = limit(Limit.KEY_VALUES_BYTES);
    if (before <= total && bytes > total) {
      problems.add(
          place,
          "makes all key-values together " + bytes + " bytes",
          atMost(Limit.KEY_VALUES_BYTES));
    }
  }

  private void size(
      String what, int size, Limit limit, Place place, BiConsumer<Place, TooLarge> problem) {
    if (size > limit(limit)) {
      problem.accept(place, new TooLarge("has " + what + " of " + size + " bytes", atMost(limit)));
    }
  }

  private long limit(Limit limit) {
    return limits.get(DocumentShape.field(limit));
  }

  private String atMost(Limit limit) {
    return "at most " + limit(limit) + ", as limits say in " + limit.key();
  }

  /** What one handler is given. */
  void handler(Settings handler) {
    Map<String, Settings> bindings = handler.find(BindingShape.BINDINGS);
    if (bindings != null) {
      bindings.values().forEach(this::binding);
      HandlerKind kind = handler.find(HandlerShape.KIND);
      if (handler.find(HandlerShape.RUN_ON) == HandlerSpec.RunOn.LOOP) {
        bindings.values().forEach(each -> noneAsked(each, "a handler that runs on event loops"));
      } else if (kind == HandlerKind.WASM) {
        String who = "a handler of the kind " + kind.token();
        for (Settings each : bindings.values()) {
          none(BindingShape.HANDLER, each, who, OWN_CODE);
          none(BindingShape.RATE_LIMIT, each, who, OWN_CODE);
        }
      }
    }
  }

  private void noneAsked(Settings binding, String who) {
    for (Field<?> each : ASKED) {
      String kinds =
          each == BindingShape.HANDLER
              ? OWN_CODE
              : "a handler of the kind js, js-sandboxed, java or wasm";
      none(each, binding, who, kinds + " that runs on workers");
    }
  }

  private void none(Field<?> what, Settings binding, String who, String expected) {
    if (binding.isMentioned(what)) {
      problems.add(binding.place(what), who + " cannot ask a " + what.name(), expected);
    }
  }

  /**
   * Looks whether one handler may call those that are bound to it.
   *
   * @param hooks at which each handler can be called, of those that compile
   */
  void calls(String id, Settings handler, Set<String> ids, Map<String, Set<Hook>> hooks) {
    Map<String, Settings> bindings = handler.find(BindingShape.BINDINGS);
    if (bindings != null) {
      boolean isFunction =
          IN_JAVASCRIPT.contains(handler.get(HandlerShape.KIND))
              && handler.find(HandlerShape.RUN_ON) != HandlerSpec.RunOn.LOOP
              && hooks.containsKey(id)
              && !hooks.getOrDefault(id, Set.of()).contains(Hook.FETCH);
      for (Settings each : bindings.values()) {
        if (isFunction) {
          none(BindingShape.HANDLER, each, "a function of CloudFront's shape", "a module");
        }
        if (each.find(BindingShape.HANDLER) != null) {
          call(each, ids, hooks);
        }
      }
    }
  }

  private void call(Settings binding, Set<String> ids, Map<String, Set<Hook>> hooks) {
    String called = binding.get(BindingShape.HANDLER);
    Place place = binding.place(BindingShape.HANDLER);
    Set<Hook> known = hooks.get(called);
    if (!ids.contains(called)) {
      problems.add(
          place,
          "there is no handler " + called + Spelling.hint(called, ids),
          "the id of a handler in handlers");
    } else if (known != null && !known.contains(Hook.FETCH)) {
      problems.add(
          place,
          "the handler " + called + " cannot be called by others, as it has no fetch",
          "a module with fetch(), or a class that implements FetchHandler");
    }
  }

  private void binding(Settings binding) {
    Stream<String> given = KINDS.stream().filter(binding::isMentioned).map(Field::name);
    List<String> kinds = given.toList();
    if (kinds.size() != 1) {
      problems.add(
          binding.place(),
          kinds.isEmpty()
              ? "is bound to nothing"
              : "is " + String.join(" and ", kinds) + " at once",
          "one of variable, secret, secret-file, key-values, table, bucket, rate-limit and"
              + " handler");
    }
    String namespace = binding.find(BindingShape.NAMESPACE);
    if (namespace != null && !namespaces.containsKey(namespace)) {
      problems.add(
          binding.place(BindingShape.NAMESPACE),
          "there is no namespace " + namespace + Spelling.hint(namespace, namespaces.keySet()),
          "the name of a namespace in key-values");
    }
  }
}
