package dev.skerry.edge.semantics;

import dev.skerry.http.Weighted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code Accept-Language} of a request (RFC 9110 §12.5.4). */
public final class AcceptLanguage {
  private AcceptLanguage() {}

  /** The languages in lower case by falling weight, equal ones in alphabetical order. */
  public static String normalised(String value) {
    List<Weighted> choices = new ArrayList<>(Weighted.parse(value));
    choices.sort(
        Comparator.comparingInt(Weighted::thousandths).reversed().thenComparing(Weighted::value));
    StringBuilder out = new StringBuilder(value.length());
    for (Weighted choice : choices) {
      out.append(out.isEmpty() ? "" : ",").append(choice.value());
      if (choice.thousandths() != 1000) {
        out.append(";q=").append(choice.thousandths());
      }
    }
    return out.toString();
  }

  /**
   * Whether a response in that language is what a request likes best: the response names one
   * language, and the request gives exactly this one its greatest weight. Nothing an origin could
   * choose would suit better, so the response may be used although it was stored for another
   * request.
   *
   * @param acceptLanguage the request's field, or null
   * @param contentLanguage the response's field, or null
   */
  public static boolean likesBest(
      @Nullable String acceptLanguage, @Nullable String contentLanguage) {
    if (acceptLanguage == null || contentLanguage == null || contentLanguage.indexOf(',') >= 0) {
      return false;
    }
    Weighted best = null;
    boolean shared = false;
    for (Weighted choice : Weighted.parse(acceptLanguage)) {
      if (best == null || choice.thousandths() > best.thousandths()) {
        best = choice;
        shared = false;
      } else if (choice.thousandths() == best.thousandths()) {
        shared = true;
      }
    }
    return best != null
        && !shared
        && best.thousandths() > 0
        && best.value().equals(contentLanguage.strip().toLowerCase(Locale.ROOT));
  }
}
