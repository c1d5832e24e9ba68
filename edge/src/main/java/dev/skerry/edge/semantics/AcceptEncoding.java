package dev.skerry.edge.semantics;

import dev.skerry.http.Weighted;
import java.util.TreeSet;

/** {@code Accept-Encoding} of a request, normalised (RFC 9110 §12.5.3). */
public final class AcceptEncoding {
  private AcceptEncoding() {}

  /**
   * The acceptable codings in alphabetical order, without weights: {@code br, gzip}. Aliases are
   * folded ({@code x-gzip}); {@code identity} is left out, unless it is refused, which stays as
   * {@code identity;q=0}. Two requests with the same result accept the same codings.
   */
  public static String normalised(String value) {
    return normalised(value, false);
  }

  /**
   * The same, but of the codings gzip, br and zstd only: for the request that is forwarded, so that
   * no origin chooses a coding that tells variants apart for nothing. Empty if none of them is
   * accepted.
   */
  public static String understood(String value) {
    return normalised(value, true);
  }

  private static String normalised(String value, boolean understoodOnly) {
    TreeSet<String> accepted = new TreeSet<>();
    boolean identityRefused = false;
    boolean identityNamed = false;
    for (Weighted choice : Weighted.parse(value)) {
      String coding = folded(choice.value());
      if (coding.equals("identity")) {
        identityNamed = true;
        identityRefused = choice.thousandths() == 0;
      } else if (choice.thousandths() == 0) {
        identityRefused |= coding.equals("*") && !identityNamed;
      } else if (!understoodOnly || isUnderstood(coding)) {
        accepted.add(coding);
      }
    }
    if (identityRefused) {
      accepted.add("identity;q=0");
    }
    return String.join(", ", accepted);
  }

  private static boolean isUnderstood(String coding) {
    return coding.equals("gzip") || coding.equals("br") || coding.equals("zstd");
  }

  private static String folded(String coding) {
    return switch (coding) {
      case "x-gzip" -> "gzip";
      case "x-compress" -> "compress";
      default -> coding;
    };
  }
}
