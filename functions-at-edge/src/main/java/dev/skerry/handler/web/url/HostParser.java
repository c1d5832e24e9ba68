package dev.skerry.handler.web.url;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.graalvm.shadowed.com.ibm.icu.text.IDNA;
import org.jspecify.annotations.Nullable;

/** Hosts of URLs (URL Standard §3.5): domains, addresses, and what other schemes call a host. */
final class HostParser {
  /** Mapping a domain takes more than its length in time; no resolvable one is as long. */
  private static final int DOMAIN_MAX = 4_096;

  private static final IDNA MAPPING =
      IDNA.getUTS46Instance(
          IDNA.NONTRANSITIONAL_TO_ASCII
              | IDNA.NONTRANSITIONAL_TO_UNICODE
              | IDNA.CHECK_BIDI
              | IDNA.CHECK_CONTEXTJ);

  /** What the standard does not ask for: CheckHyphens and VerifyDnsLength are false. */
  private static final Set<IDNA.Error> TOLERATED =
      EnumSet.of(
          IDNA.Error.LEADING_HYPHEN,
          IDNA.Error.TRAILING_HYPHEN,
          IDNA.Error.HYPHEN_3_4,
          IDNA.Error.EMPTY_LABEL,
          IDNA.Error.LABEL_TOO_LONG,
          IDNA.Error.DOMAIN_NAME_TOO_LONG);

  private HostParser() {}

  /** A host as it is written in a URL, or null if it is none. */
  static @Nullable String parse(String input, boolean isSpecial) {
    if (input.startsWith("[")) {
      return input.endsWith("]") ? Ipv6Address.parse(input.substring(1, input.length() - 1)) : null;
    }
    if (!isSpecial) {
      return opaque(input);
    }
    String domain = ascii(PercentEncoding.decode(input));
    if (domain == null
        || domain.isEmpty()
        || domain.chars().anyMatch(CodePoints::isForbiddenInDomain)) {
      return null;
    }
    return Ipv4Address.endsInNumber(domain) ? Ipv4Address.parse(domain) : domain;
  }

  private static @Nullable String opaque(String input) {
    return input.chars().anyMatch(CodePoints::isForbiddenInHost)
        ? null
        : PercentEncoding.encode(input, PercentEncoding.C0_CONTROL);
  }

  private static @Nullable String ascii(String domain) {
    if (domain.length() > DOMAIN_MAX) {
      return null;
    }
    if (isPlain(domain)) {
      return domain.toLowerCase(Locale.ROOT);
    }
    IDNA.Info found = new IDNA.Info();
    StringBuilder out = MAPPING.nameToASCII(domain, new StringBuilder(), found);
    return TOLERATED.containsAll(found.getErrors()) ? out.toString() : null;
  }

  /** Whether the mapping does nothing but make it lower case. */
  private static boolean isPlain(String domain) {
    return domain.chars().allMatch(c -> c < 0x80)
        && !domain.toLowerCase(Locale.ROOT).contains("xn--");
  }
}
