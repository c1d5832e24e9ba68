package dev.skerry.handler.js;

import dev.skerry.handler.js.encoding.LegacyDecoder;
import dev.skerry.handler.js.encoding.MultiByte;
import dev.skerry.handler.js.url.PercentEncoding;
import dev.skerry.handler.js.url.WebUrl;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;
import org.jspecify.annotations.Nullable;

/**
 * The web platform of modules: the files of {@code web/}, of which a context evaluates what its
 * handler uses, and the functions that they have from the host.
 */
final class WebLibrary {
  private static final Source PLATFORM = JsLibrary.resource("web/platform.js");
  private static final Source RUNTIME = JsLibrary.resource("web/runtime.js");

  /** What {@code load} may be asked for. */
  private static final Set<String> NAMES =
      Set.of(
          "algorithms",
          "arrivals",
          "base64",
          "blob",
          "body",
          "bytequeue",
          "bytetee",
          "bytes",
          "caches",
          "clone",
          "compression",
          "console",
          "crypto",
          "data",
          "dataurl",
          "encoding",
          "errors",
          "events",
          "fetch",
          "form",
          "headers",
          "html",
          "iteration",
          "keys",
          "messages",
          "multipart",
          "others",
          "piping",
          "readable",
          "services",
          "strategy",
          "subtle",
          "timers",
          "transform",
          "url",
          "workers",
          "writable");

  private static final Map<String, Source> FILES = new ConcurrentHashMap<>();

  private WebLibrary() {}

  /**
   * Puts the platform into a context; what calls modules in it.
   *
   * @param common what {@code common.js} gives
   * @param more functions of the one instance, by name
   */
  static Value install(Context context, Value common, Map<String, ProxyExecutable> more) {
    long begun = System.nanoTime();
    long beganMillis = System.currentTimeMillis();
    Map<String, Object> functions = new HashMap<>(more);
    functions.putAll(WebCrypto.FUNCTIONS);
    functions.put(
        "load", (ProxyExecutable) arguments -> context.eval(file(arguments[0].asString())));
    functions.put("urlParse", (ProxyExecutable) WebLibrary::urlParse);
    functions.put("urlSet", (ProxyExecutable) WebLibrary::urlSet);
    functions.put(
        "percentDecode",
        (ProxyExecutable) arguments -> PercentEncoding.decode(arguments[0].asString()));
    functions.put("recode", JsLibrary.RECODE);
    functions.put("singleByteName", (ProxyExecutable) SingleByte::name);
    functions.put("singleByteDecode", (ProxyExecutable) SingleByte::decode);
    functions.put(
        "multiByteName", (ProxyExecutable) arguments -> MultiByte.name(arguments[0].asString()));
    functions.put(
        "multiByteDecoder",
        (ProxyExecutable) arguments -> MultiByte.decoder(arguments[0].asString()));
    functions.put("multiByteDecode", (ProxyExecutable) WebLibrary::multiByteDecode);
    functions.put("now", (ProxyExecutable) _ -> (System.nanoTime() - begun) / 1e6);
    functions.put("timeOrigin", (ProxyExecutable) _ -> (double) beganMillis);
    Value platform = context.eval(PLATFORM).execute(common, ProxyObject.fromMap(functions));
    return context.eval(RUNTIME).execute(platform);
  }

  private static Source file(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException("the platform has no file " + name);
    }
    return FILES.computeIfAbsent(name, each -> JsLibrary.resource("web/" + each + ".js"));
  }

  /** Decoder, octets, whether they are the last, whether errors are fatal: a text, or null. */
  private static @Nullable String multiByteDecode(Value... arguments) {
    LegacyDecoder decoder = arguments[0].asHostObject();
    return decoder.decode(
        Views.octets(arguments[1]), arguments[2].asBoolean(), arguments[3].asBoolean());
  }

  /** The lines of a URL; null if it is none. */
  private static @Nullable String urlParse(Value... arguments) {
    WebUrl url =
        WebUrl.parse(
            arguments[0].asString(), arguments[1].isNull() ? null : arguments[1].asString());
    return url == null ? null : url.lines();
  }

  /** The lines of a URL of which a part is set. */
  private static String urlSet(Value... arguments) {
    WebUrl url = WebUrl.parse(arguments[0].asString(), null);
    if (url == null) {
      throw new IllegalArgumentException("what is changed was a URL before");
    }
    return url.set(arguments[1].asString(), arguments[2].asString()).lines();
  }
}
