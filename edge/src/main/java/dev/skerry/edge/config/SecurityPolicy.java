package dev.skerry.edge.config;

import java.util.List;

/**
 * Fields that tell browsers to be careful; each replaces the origin's.
 *
 * @param always set on every response
 * @param secureOnly set on responses over TLS ({@code Strict-Transport-Security}, RFC 6797 §7.2)
 */
public record SecurityPolicy(List<Line> always, List<Line> secureOnly) {
  /** No field. */
  public static final SecurityPolicy NONE = new SecurityPolicy(List.of(), List.of());

  public SecurityPolicy {
    always = List.copyOf(always);
    secureOnly = List.copyOf(secureOnly);
  }

  /** Whether there is no field. */
  public boolean isEmpty() {
    return always.isEmpty() && secureOnly.isEmpty();
  }

  /** A field line; its name in lower case. */
  public record Line(String name, String value) {}
}
