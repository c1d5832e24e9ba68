package dev.skerry.edge.semantics;

import dev.skerry.http.FieldLists;
import dev.skerry.http.Tokens;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Surrogate-Control} of a response: directives for caches that stand in for the origin
 * (Edge Architecture Specification, W3C Note of 2001, §2.3), older than the targeted fields of RFC
 * 9213 and still sent by many applications.
 *
 * <p>{@code no-store} and {@code max-age=SECONDS[+SECONDS]} are understood, where the second number
 * is how long the response may be served stale while it is validated; {@code content} and all else
 * mean nothing here. A directive with a parameter is for the surrogate of that name only ({@code
 * max-age=60;skerry}).
 */
public final class SurrogateControl {
  /** This surrogate's name in {@code Surrogate-Capability} and in targets. */
  public static final String TARGET = "skerry";

  /** What the edge tells origins of itself (§2.2). */
  public static final String CAPABILITY = TARGET + "=\"Surrogate/1.0\"";

  private SurrogateControl() {}

  /**
   * Reads a field value.
   *
   * @return null if nothing in it is for this cache and understood
   */
  static @Nullable CacheControl parse(String value) {
    CacheControlParser parser = new CacheControlParser();
    boolean any = false;
    int from = 0;
    while (from < value.length()) {
      int comma = FieldLists.memberEnd(value, from);
      int start = Tokens.skipSpace(value, from, comma);
      int end = Tokens.trimEnd(value, start, comma);
      any |= directive(value.substring(start, end), parser);
      from = comma + 1;
    }
    return any ? parser.build() : null;
  }

  private static boolean directive(String member, CacheControlParser parser) {
    int semicolon = member.indexOf(';');
    String directive = semicolon < 0 ? member : member.substring(0, semicolon).strip();
    if (semicolon >= 0 && !member.substring(semicolon + 1).strip().equalsIgnoreCase(TARGET)) {
      return false;
    }
    String lower = directive.toLowerCase(Locale.ROOT);
    if (lower.equals("no-store")) {
      parser.set(Directive.NO_STORE);
      return true;
    }
    return lower.startsWith("max-age=") && maxAge(lower.substring(8), parser);
  }

  private static boolean maxAge(String argument, CacheControlParser parser) {
    int plus = argument.indexOf('+');
    String fresh = plus < 0 ? argument : argument.substring(0, plus);
    long seconds = DeltaSeconds.parse(fresh, 0, fresh.length());
    if (seconds < 0) {
      return false;
    }
    parser.set(Directive.MAX_AGE, seconds);
    long stale = plus < 0 ? -1 : DeltaSeconds.parse(argument, plus + 1, argument.length());
    if (stale >= 0) {
      parser.set(Directive.STALE_WHILE_REVALIDATE, stale);
    }
    return true;
  }
}
