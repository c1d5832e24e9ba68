package dev.skerry.handler.sandboxed;

import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.text.BoundText;
import dev.skerry.handler.text.CloudFrontLibrary;
import dev.skerry.handler.text.Imports;
import org.jspecify.annotations.Nullable;

/**
 * What the library asks the host for that is the same in every call, each as one text whose parts
 * stand between {@link #SEPARATOR}s: what may hold one itself stands last. Safe for any thread.
 */
final class Services {
  static final String SEPARATOR = "\0";

  private final HandlerSpec spec;
  private final BoundText bound;

  Services(HandlerSpec spec) {
    this.spec = spec;
    this.bound = new BoundText(spec.bindings());
  }

  /**
   * The text of an answer.
   *
   * @throws IllegalArgumentException if there is none
   */
  String answer(QuickJs.Request request) {
    String text = request.text();
    return switch (request.function()) {
      case "source" ->
          Imports.asRequires(spec.code().text())
              + "\n;typeof handler === 'function' ? handler : undefined";
      case "recode" -> recode(parts(text, 3));
      case "hash" -> hash(parts(text, 3));
      case "bound" -> orEmpty(bound.binding(number(text)));
      case "ask" -> ask(parts(text, 3));
      default -> throw new IllegalArgumentException("there is no such function of the host");
    };
  }

  private static String recode(String[] parts) {
    return CloudFrontLibrary.recode(parts[2], parts[0], parts[1]);
  }

  /** The key stands before the data, as long as the second part says; without one that is -1. */
  private static String hash(String[] parts) {
    int key = number(parts[1]);
    if (key < 0) {
      return CloudFrontLibrary.hash(parts[0], parts[2], null);
    }
    if (key > parts[2].length()) {
      throw new IllegalArgumentException("the key is longer than what there is");
    }
    return CloudFrontLibrary.hash(parts[0], parts[2].substring(key), parts[2].substring(0, key));
  }

  /** Empty for none, otherwise with something before it: a value may be empty. */
  private String ask(String[] parts) {
    String found = bound.ask(parts[0], parts[1], parts[2]);
    return found == null ? "" : '=' + found;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  static String[] parts(String text, int count) {
    String[] parts = text.split(SEPARATOR, count);
    if (parts.length < count) {
      throw new IllegalArgumentException("not all parts are there");
    }
    return parts;
  }

  static int number(String text) {
    return Integer.parseInt(text);
  }
}
