package dev.skerry.edge.semantics;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.structured.BareItem;
import dev.skerry.http.structured.Member;
import dev.skerry.http.structured.StructuredFields;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The directives that hold for this cache in one response: those of the first targeted field on its
 * list that is there and valid (RFC 9213 §2.2; {@code Surrogate-Control} by its own syntax), else
 * those of {@code Cache-Control}.
 *
 * @param directives what holds
 * @param targeted the targeted field they come from, in which case {@code Cache-Control} and {@code
 *     Expires} say nothing to this cache; null if they come from {@code Cache-Control}
 */
public record ResponseControl(CacheControl directives, @Nullable String targeted) {

  /**
   * Finds what holds.
   *
   * @param targets the names of the targeted fields for this cache, lower case, the most specific
   *     first
   */
  public static ResponseControl of(Fields response, List<String> targets) {
    for (int i = 0; i < targets.size(); i++) {
      String value = response.combined(targets.get(i));
      CacheControl directives =
          value == null
              ? null
              : targets.get(i).equals(FieldNames.SURROGATE_CONTROL)
                  ? SurrogateControl.parse(value)
                  : parseTargeted(value);
      if (directives != null) {
        return new ResponseControl(directives, targets.get(i));
      }
    }
    return new ResponseControl(CacheControl.ofResponse(response), null);
  }

  /**
   * Reads a targeted field. A value that is malformed, empty, or gives a known directive an
   * argument of a wrong type is as if it were not there.
   *
   * @return null if the field is to be ignored
   */
  static @Nullable CacheControl parseTargeted(String value) {
    Map<String, Member> dictionary = StructuredFields.dictionary(value);
    if (dictionary == null || dictionary.isEmpty()) {
      return null;
    }
    CacheControlParser parser = new CacheControlParser();
    for (Map.Entry<String, Member> entry : dictionary.entrySet()) {
      String key = entry.getKey();
      Directive directive = Directive.find(key, 0, key.length());
      if (directive != null && !accept(parser, directive, entry.getValue())) {
        return null;
      }
    }
    return parser.build();
  }

  /** Takes one directive; false if its argument has a wrong type. */
  private static boolean accept(CacheControlParser parser, Directive directive, Member member) {
    if (!(member instanceof Member.Item(BareItem value, var _))) {
      return false;
    }
    if (directive.isDelta()) {
      if (!(value instanceof BareItem.Int(long seconds))) {
        return false;
      }
      parser.set(directive, Math.clamp(seconds, 0, DeltaSeconds.MAX));
      return true;
    }
    if (value instanceof BareItem.Bool(boolean set)) {
      if (set) {
        parser.set(directive);
      }
      return true;
    }
    if (directive.takesFieldNames() && value instanceof BareItem.Text(String names)) {
      parser.fieldNames(directive, names);
      return true;
    }
    return false;
  }
}
