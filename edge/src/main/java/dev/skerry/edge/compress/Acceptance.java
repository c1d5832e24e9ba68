package dev.skerry.edge.compress;

import dev.skerry.edge.config.CompressionPolicy.Coding;
import dev.skerry.http.Weighted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which codings a viewer accepts, by {@code Accept-Encoding} (RFC 9110 §12.5.3). */
final class Acceptance {
  private static final int UNSAID = -1;

  private final List<Weighted> choices;

  private Acceptance(List<Weighted> choices) {
    this.choices = choices;
  }

  /**
   * Reads the combined field value. Without the field any coding would do, yet such viewers seldom
   * decode one: it is read as an empty field, which accepts nothing but identity.
   */
  static Acceptance of(@Nullable String field) {
    return new Acceptance(Weighted.parse(field));
  }

  /** The weight of a coding in thousandths, 0 if it must not be used. */
  int weight(Coding coding) {
    int named = named(coding.token());
    if (named == UNSAID && coding == Coding.GZIP) {
      named = named("x-gzip");
    }
    return named == UNSAID ? Math.max(0, named("*")) : named;
  }

  /** Whether content may go out as it is: unless {@code identity} or {@code *} has weight 0. */
  boolean acceptsIdentity() {
    int named = named("identity");
    return named == UNSAID ? named("*") != 0 : named != 0;
  }

  /**
   * The best of the codings: the one with the greatest weight, the first of equal ones; null if
   * none is accepted or the viewer prefers identity to each.
   */
  @Nullable Coding best(List<Coding> preference) {
    Coding best = null;
    int bestWeight = Math.max(1, named("identity"));
    for (Coding coding : preference) {
      int weight = weight(coding);
      if (weight > bestWeight || (best == null && weight == bestWeight)) {
        best = coding;
        bestWeight = weight;
      }
    }
    return best;
  }

  private int named(String token) {
    for (Weighted choice : choices) {
      if (choice.value().equals(token)) {
        return choice.thousandths();
      }
    }
    return UNSAID;
  }
}
