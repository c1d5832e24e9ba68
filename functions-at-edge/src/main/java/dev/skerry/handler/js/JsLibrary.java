package dev.skerry.handler.js;

import dev.skerry.handler.text.BoundText;
import dev.skerry.handler.text.CloudFrontLibrary;
import dev.skerry.handler.text.DataText;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.proxy.ProxyExecutable;

/** The library around a handler's source, as GraalJS takes it. */
final class JsLibrary {
  /** A function of the log; gives the console and what freezes the built-in objects. */
  static final Source COMMON = internal(CloudFrontLibrary.COMMON, "common.js");

  /** A function of the host functions; it makes the globals and gives {@code seal}. */
  static final Source CLOUDFRONT = internal(CloudFrontLibrary.SOURCE, CloudFrontLibrary.FILE);

  /** A function of {@link #askData} and of what reads and writes octets. */
  static final Source DATA = internal(DataText.SOURCE, DataText.FILE);

  /** The author's handler, also where it is a {@code const}. */
  static final Source FIND_HANDLER =
      internal("typeof handler === 'function' ? handler : undefined", "find-handler.js");

  /** The text in another encoding: text, from, to. */
  static final ProxyExecutable RECODE =
      arguments ->
          CloudFrontLibrary.recode(
              arguments[0].asString(), arguments[1].asString(), arguments[2].asString());

  /** The digest of octets, or their code under a key: algorithm, octets, key or null. */
  static final ProxyExecutable HASH =
      arguments ->
          CloudFrontLibrary.hash(
              arguments[0].asString(),
              arguments[1].asString(),
              arguments[2].isNull() ? null : arguments[2].asString());

  private JsLibrary() {}

  /** What is bound, by number; null behind the last. */
  static ProxyExecutable bound(BoundText bindings) {
    return arguments -> bindings.binding(arguments[0].asInt());
  }

  /** What a namespace answers: the binding's name, the question, a key; null for none. */
  static ProxyExecutable ask(BoundText bindings) {
    return arguments ->
        bindings.ask(arguments[0].asString(), arguments[1].asString(), arguments[2].asString());
  }

  /** What a table or a bucket answers: the binding's name, an operation, a key, a body. */
  static ProxyExecutable askData(DataText data) {
    return arguments ->
        data.ask(
            arguments[0].asString(),
            arguments[1].asString(),
            arguments[2].asString(),
            arguments[3].asString());
  }

  /** A source of the library, whose frames are none of the author's. */
  static Source internal(String text, String name) {
    return Source.newBuilder(JsEngine.LANGUAGE, text, name).internal(true).buildLiteral();
  }
}
