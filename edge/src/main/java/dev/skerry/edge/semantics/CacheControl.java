package dev.skerry.edge.semantics;

import dev.skerry.http.FieldLists;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cache directives of one message, parsed (RFC 9111 §5.2); immutable.
 *
 * <p>Names are read without regard to case, arguments as token or quoted string. Of repeated or
 * conflicting directives the most restrictive one holds: the smallest number of seconds, the
 * unqualified form over the one with field names. In a response a {@code max-age} or {@code
 * s-maxage} that is no number of seconds is 0, as §4.2.1 encourages; any other malformed number of
 * seconds is as if it were not there. Unknown directives mean nothing.
 */
public final class CacheControl {
  /** No directive at all. */
  public static final CacheControl NONE = new CacheControlParser().build();

  /** What a delta that is not there reads as. */
  public static final long ABSENT = DeltaSeconds.ABSENT;

  private static final CacheControl REQUEST_NO_CACHE =
      new CacheControlParser().request("no-cache").build();
  private static final CacheControl REQUEST_MAX_AGE_0 =
      new CacheControlParser().request("max-age=0").build();

  private final int present;
  private final long[] deltas;
  private final List<String> noCacheFields;
  private final List<String> privateFields;

  CacheControl(int present, long[] deltas, List<String> noCacheFields, List<String> privateFields) {
    this.present = present;
    this.deltas = deltas;
    this.noCacheFields = noCacheFields;
    this.privateFields = privateFields;
  }

  /** The directives of a response's {@code Cache-Control}. */
  public static CacheControl ofResponse(Fields fields) {
    CacheControlParser parser = null;
    for (int i = 0; i < fields.size(); i++) {
      if (fields.name(i).equals(FieldNames.CACHE_CONTROL)) {
        parser = parser == null ? new CacheControlParser() : parser;
        parser.response(fields.value(i));
      }
    }
    return parser == null ? NONE : parser.build();
  }

  /**
   * The directives of a request: its {@code Cache-Control}, or, where it has none, {@code no-cache}
   * if its {@code Pragma} says so (§5.4). Allocates nothing for what browsers usually send.
   */
  public static CacheControl ofRequest(Fields fields) {
    CacheControl found = null;
    CacheControlParser parser = null;
    boolean pragma = false;
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.name(i);
      if (name.equals(FieldNames.CACHE_CONTROL)) {
        String value = fields.value(i);
        if (found == null && parser == null) {
          found = common(value);
          if (found != null) {
            continue;
          }
        }
        parser = parser == null ? parserWith(found) : parser;
        parser.request(value);
      } else if (name.equals(FieldNames.PRAGMA)) {
        pragma |= FieldLists.containsToken(fields, FieldNames.PRAGMA, "no-cache");
      }
    }
    if (parser != null) {
      return parser.build();
    }
    if (found != null) {
      return found;
    }
    return pragma ? REQUEST_NO_CACHE : NONE;
  }

  private static @Nullable CacheControl common(String value) {
    return switch (value) {
      case "no-cache" -> REQUEST_NO_CACHE;
      case "max-age=0" -> REQUEST_MAX_AGE_0;
      default -> null;
    };
  }

  private static CacheControlParser parserWith(@Nullable CacheControl first) {
    CacheControlParser parser = new CacheControlParser();
    if (first != null) {
      parser.request(first == REQUEST_NO_CACHE ? "no-cache" : "max-age=0");
    }
    return parser;
  }

  /**
   * Whether the directive is there; for {@code no-cache} and {@code private}: without field names.
   */
  public boolean has(Directive directive) {
    return (present & directive.bit()) != 0;
  }

  /** Whether there is no directive that is understood. */
  public boolean isEmpty() {
    return present == 0 && noCacheFields.isEmpty() && privateFields.isEmpty();
  }

  /** The argument of a directive that has seconds, or {@link #ABSENT}; at most 2^31. */
  public long seconds(Directive directive) {
    return has(directive) ? deltas[directive.index()] : ABSENT;
  }

  /** The fields that must be validated before use, of {@code no-cache="…"}; lower case. */
  public List<String> noCacheFields() {
    return noCacheFields;
  }

  /** The fields that a shared cache must not store, of {@code private="…"}; lower case. */
  public List<String> privateFields() {
    return privateFields;
  }

  /** The directives as a field would say them; for logs and explanations. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Directive directive : Directive.values()) {
      if (has(directive)) {
        text.append(text.isEmpty() ? "" : ", ").append(directive.token());
        if (directive.isDelta()) {
          text.append('=').append(seconds(directive));
        }
      }
    }
    appendNames(text, Directive.NO_CACHE, noCacheFields);
    appendNames(text, Directive.PRIVATE, privateFields);
    return text.toString();
  }

  private static void appendNames(StringBuilder text, Directive directive, List<String> names) {
    if (!names.isEmpty()) {
      text.append(text.isEmpty() ? "" : ", ").append(directive.token());
      text.append("=\"").append(String.join(", ", names)).append('"');
    }
  }
}
