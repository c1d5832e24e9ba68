package dev.skerry.edge.config.document;

import dev.skerry.edge.config.CronExpression;
import dev.skerry.edge.config.Hooks;
import dev.skerry.handler.FetchHosts;
import dev.skerry.handler.HandlerCode;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerSpec;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds handlers, and the hooks of rules, of what was decoded. */
final class HandlerBuilder {
  private HandlerBuilder() {}

  /** The handlers of a document by id. */
  static Map<String, HandlerSpec> handlers(Settings document) {
    BindingBuilder bound = new BindingBuilder(document);
    Map<String, HandlerSpec> specs = new LinkedHashMap<>();
    Map<String, Settings> written = document.find(HandlerShape.HANDLERS);
    if (written != null) {
      written.forEach(
          (id, settings) ->
              specs.put(id, handler(id, settings).with(bound.bindings(id, settings))));
    }
    Map<String, HandlerSpec> all = Map.copyOf(specs);
    specs.replaceAll(
        (id, spec) ->
            spec.bindings().anyAsked()
                ? spec.with(BindingBuilder.withReads(spec.bindings(), all))
                : spec);
    return specs;
  }

  /** The schedules of handlers by id; of those that have any. */
  static Map<String, List<CronExpression>> schedules(Settings document) {
    Map<String, List<CronExpression>> schedules = new LinkedHashMap<>();
    Map<String, Settings> written = document.find(HandlerShape.HANDLERS);
    if (written != null) {
      written.forEach((id, settings) -> schedules.put(id, settings.get(HandlerShape.SCHEDULES)));
    }
    schedules.values().removeIf(List::isEmpty);
    return schedules;
  }

  /** One handler, which has a source; without what is bound to it. */
  static HandlerSpec handler(String id, Settings settings) {
    FileShape.Content file = settings.find(HandlerShape.SOURCE);
    return new HandlerSpec(
            id,
            settings.get(HandlerShape.KIND),
            file == null ? id : file.name(),
            file == null
                ? HandlerCode.of(settings.get(HandlerShape.CODE))
                : HandlerCode.of(file.octets()),
            settings.get(HandlerShape.ON_FAILURE),
            limits(settings.object(HandlerShape.LIMITS)),
            settings.get(HandlerShape.RUN_ON))
        .readingContent(settings.get(HandlerShape.BODY))
        .with(new FetchHosts(settings.get(HandlerShape.FETCH)));
  }

  private static HandlerLimits limits(Settings written) {
    Map<HandlerLimit, Long> values = new EnumMap<>(HandlerLimit.class);
    HandlerShape.LIMIT_FIELDS.forEach((limit, field) -> values.put(limit, written.get(field)));
    return new HandlerLimits(values);
  }

  /** What a rule runs, all levels merged. */
  static Hooks hooks(Settings merged, Map<String, HandlerSpec> handlers) {
    Hooks hooks =
        new Hooks(
            find(merged.find(HandlerShape.VIEWER_REQUEST), handlers),
            find(merged.find(HandlerShape.ORIGIN_REQUEST), handlers),
            find(merged.find(HandlerShape.ORIGIN_RESPONSE), handlers),
            find(merged.find(HandlerShape.VIEWER_RESPONSE), handlers));
    return hooks.equals(Hooks.NONE) ? Hooks.NONE : hooks;
  }

  private static @Nullable HandlerSpec find(
      @Nullable String id, Map<String, HandlerSpec> handlers) {
    return id == null ? null : handlers.get(id);
  }
}
