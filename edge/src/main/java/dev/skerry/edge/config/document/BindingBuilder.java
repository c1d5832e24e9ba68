package dev.skerry.edge.config.document;

import dev.skerry.handler.Binding;
import dev.skerry.handler.Bindings;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.KeyValues;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Builds what handlers are given by name; each namespace once, whoever has it. */
final class BindingBuilder {
  private final Map<String, KeyValues> namespaces = new LinkedHashMap<>();

  /** Reads the namespaces of a document, now. */
  BindingBuilder(Settings document) {
    Instant now = Instant.now();
    Map<String, Settings> written = document.find(BindingShape.NAMESPACES);
    if (written != null) {
      written.forEach(
          (name, settings) -> namespaces.put(name, KeyValues.of(name, values(settings), now)));
    }
  }

  private static Map<String, String> values(Settings namespace) {
    NamespaceFile.Entries file = namespace.find(BindingShape.SOURCE);
    Map<String, String> values = new LinkedHashMap<>();
    (file == null ? namespace.get(BindingShape.ENTRIES) : file.values())
        .forEach((key, value) -> values.put(key, value.value()));
    return values;
  }

  /** What one handler is given. */
  Bindings bindings(String id, Settings handler) {
    Map<String, Settings> written = handler.find(BindingShape.BINDINGS);
    if (written == null) {
      return Bindings.NONE;
    }
    Map<String, Binding> bindings = new LinkedHashMap<>();
    written.forEach((name, binding) -> bindings.put(name, binding(id + '/' + name, binding)));
    return Bindings.of(bindings);
  }

  /** The same, where handlers that are called may ask what all of the document's may. */
  static Bindings withReads(Bindings bindings, Map<String, HandlerSpec> handlers) {
    Map<String, Binding> resolved = new LinkedHashMap<>(bindings.byName());
    resolved.replaceAll(
        (name, binding) -> {
          if (!(binding instanceof Binding.Called(String id, var _))) {
            return binding;
          }
          Set<Binding.Kept> reads = new LinkedHashSet<>();
          collect(id, handlers, reads, new HashSet<>());
          return new Binding.Called(id, reads);
        });
    return Bindings.of(resolved);
  }

  private static void collect(
      String id, Map<String, HandlerSpec> handlers, Set<Binding.Kept> reads, Set<String> seen) {
    HandlerSpec handler = handlers.get(id);
    if (handler != null && seen.add(id)) {
      for (Binding binding : handler.bindings().byName().values()) {
        switch (binding) {
          case Binding.Kept kept -> reads.add(kept);
          case Binding.Called called -> collect(called.id(), handlers, reads, seen);
          default -> {}
        }
      }
    }
  }

  /**
   * One of them.
   *
   * @param name tells it from all others
   */
  private Binding binding(String name, Settings binding) {
    if (binding.has(BindingShape.VARIABLE)) {
      return new Binding.Variable(binding.get(BindingShape.VARIABLE));
    }
    if (binding.has(BindingShape.SECRET)) {
      return binding.get(BindingShape.SECRET);
    }
    if (binding.has(BindingShape.SECRET_FILE)) {
      String text = binding.get(BindingShape.SECRET_FILE).text();
      return new Binding.Secret(BindingShape.withoutLineEnd(text));
    }
    if (binding.has(BindingShape.TABLE)) {
      return new Binding.Table(binding.get(BindingShape.TABLE));
    }
    if (binding.has(BindingShape.BUCKET)) {
      return new Binding.Bucket(binding.get(BindingShape.BUCKET));
    }
    if (binding.has(BindingShape.HANDLER)) {
      return new Binding.Called(binding.get(BindingShape.HANDLER), Set.of());
    }
    Settings limit = binding.find(BindingShape.RATE_LIMIT);
    if (limit != null) {
      return new Binding.Limit(
          "handler " + name,
          limit.get(BindingShape.REQUESTS),
          limit.get(BindingShape.PERIOD) / 1_000);
    }
    KeyValues values = namespaces.get(binding.get(BindingShape.NAMESPACE));
    if (values == null) {
      throw new IllegalStateException(binding.place().path() + " names no namespace");
    }
    return values;
  }
}
