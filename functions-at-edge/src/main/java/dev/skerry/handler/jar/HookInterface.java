package dev.skerry.handler.jar;

import dev.skerry.handler.FetchHandler;
import dev.skerry.handler.HandlerContext;
import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.Hook;
import dev.skerry.handler.OriginRequestHandler;
import dev.skerry.handler.OriginResponseHandler;
import dev.skerry.handler.ScheduledHandler;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.ViewerRequestHandler;
import dev.skerry.handler.ViewerResponseHandler;
import dev.skerry.http.Response;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The interface that a class implements to be called at one hook.
 *
 * @param call calls a handler that is known to implement it
 */
record HookInterface(Hook hook, Class<?> type, HookCall call) {
  static final List<HookInterface> ALL =
      List.of(
          new HookInterface(
              Hook.VIEWER_REQUEST,
              ViewerRequestHandler.class,
              (handler, event, context) ->
                  ((ViewerRequestHandler) handler)
                      .onViewerRequest(event.request().copy(), context)),
          new HookInterface(
              Hook.ORIGIN_REQUEST,
              OriginRequestHandler.class,
              (handler, event, context) ->
                  ((OriginRequestHandler) handler)
                      .onOriginRequest(event.request().copy(), context)),
          new HookInterface(
              Hook.ORIGIN_RESPONSE,
              OriginResponseHandler.class,
              (handler, event, context) ->
                  ((OriginResponseHandler) handler)
                      .onOriginResponse(event.request().copy(), response(event), context)),
          new HookInterface(
              Hook.VIEWER_RESPONSE,
              ViewerResponseHandler.class,
              (handler, event, context) ->
                  ((ViewerResponseHandler) handler)
                      .onViewerResponse(event.request().copy(), response(event), context)),
          new HookInterface(
              Hook.FETCH,
              FetchHandler.class,
              (handler, event, context) ->
                  ((FetchHandler) handler).onFetch(event.request().copy(), context)),
          new HookInterface(
              Hook.SCHEDULED,
              ScheduledHandler.class,
              (handler, event, context) -> {
                ((ScheduledHandler) handler).onSchedule(event.itsOccurrence(), context);
                return Verdict.done();
              }));

  private static final Map<Hook, HookInterface> BY_HOOK = byHook();

  /** Calls a handler. */
  @FunctionalInterface
  interface HookCall {
    /**
     * What the handler says; null if it says nothing, which it must not.
     *
     * @throws Throwable whatever the author's code throws
     */
    @Nullable Verdict call(Object handler, HandlerEvent event, HandlerContext context)
        throws Throwable;
  }

  private static Map<Hook, HookInterface> byHook() {
    Map<Hook, HookInterface> byHook = new EnumMap<>(Hook.class);
    ALL.forEach(each -> byHook.put(each.hook, each));
    return byHook;
  }

  private static Response response(HandlerEvent event) {
    return Objects.requireNonNull(event.response(), "this hook has a response").copy();
  }

  static HookInterface of(Hook hook) {
    return Objects.requireNonNull(BY_HOOK.get(hook), "each hook has its interface");
  }

  /** The interface of a name as class files have it, or null. */
  static @Nullable HookInterface named(String internalName) {
    for (HookInterface each : ALL) {
      if (each.type.getName().replace('.', '/').equals(internalName)) {
        return each;
      }
    }
    return null;
  }

  /** The hooks that an object implements. */
  static Set<Hook> of(Object handler) {
    Set<Hook> hooks = EnumSet.noneOf(Hook.class);
    ALL.stream()
        .filter(each -> each.type.isInstance(handler))
        .forEach(each -> hooks.add(each.hook));
    return hooks;
  }

  String simpleName() {
    return type.getSimpleName();
  }
}
