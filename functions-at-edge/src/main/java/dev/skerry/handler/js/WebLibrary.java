package dev.skerry.handler.js;

import dev.skerry.handler.web.HostFunction;
import dev.skerry.handler.web.WebFiles;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;

/** The web platform of modules in GraalJS: a context evaluates what its handler uses of it. */
final class WebLibrary {
  private static final Map<String, Source> FILES = new ConcurrentHashMap<>();

  private WebLibrary() {}

  /**
   * Puts the platform into a context; what calls modules in it.
   *
   * @param common what {@code common.js} gives
   * @param host functions of the one instance, by name
   */
  static Value install(Context context, Value common, Map<String, HostFunction> host) {
    Map<String, Object> functions = new HashMap<>();
    host.forEach((name, function) -> functions.put(name, executable(function)));
    functions.put(
        "load", (ProxyExecutable) arguments -> context.eval(file(arguments[0].asString())));
    functions.put("dataLibrary", (ProxyExecutable) _ -> context.eval(JsLibrary.DATA));
    Value platform =
        context.eval(file(WebFiles.PLATFORM)).execute(common, ProxyObject.fromMap(functions));
    return context.eval(file(WebFiles.RUNTIME)).execute(platform);
  }

  private static ProxyExecutable executable(HostFunction function) {
    return arguments -> function.of(new JsArguments(arguments));
  }

  private static Source file(String name) {
    return FILES.computeIfAbsent(
        name, each -> JsLibrary.internal(WebFiles.read(each), WebFiles.file(each)));
  }
}
