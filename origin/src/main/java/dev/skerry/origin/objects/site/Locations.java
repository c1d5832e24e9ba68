package dev.skerry.origin.objects.site;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.origin.objects.s3.head.PercentCoding;
import dev.skerry.origin.objects.s3.setting.Redirect;
import dev.skerry.origin.objects.s3.setting.RoutingRule;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Where redirections lead, as values of {@code location} (RFC 9110 §10.2.2): a path where the host
 * stays, a reference without a scheme where the scheme stays (RFC 3986 §4.2). Pure functions, of
 * visible ASCII whatever they are given.
 */
final class Locations {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Locations() {}

  /**
   * A key of the same site. The slash that a key begins with is encoded: two slashes would lead to
   * another host.
   */
  static String path(String key) {
    return key.startsWith("/")
        ? "/%2F" + PercentCoding.encodePath(key.substring(1))
        : '/' + PercentCoding.encodePath(key);
  }

  /** A key of another host. */
  static String of(Redirect all, String key) {
    return host(all.protocol(), all.hostName()) + '/' + PercentCoding.encodePath(key);
  }

  /**
   * Where a rule sends who asks for a key.
   *
   * @param viewers the host that the viewer asked; null if it is not known, and then a rule that
   *     changes nothing but the protocol does not change that either. Its port goes with the
   *     protocol: it is the other's
   */
  static String of(RoutingRule rule, String key, @Nullable String viewers) {
    String changed = changed(rule, key);
    String host = rule.hostName();
    if (host == null && rule.protocol() != null) {
      host = viewers == null ? null : withoutPort(viewers);
    }
    return host == null
        ? path(changed)
        : host(rule.protocol(), host) + '/' + PercentCoding.encodePath(changed);
  }

  private static String withoutPort(String authority) {
    int colon = authority.lastIndexOf(':');
    return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
  }

  private static String changed(RoutingRule rule, String key) {
    if (rule.replaceKey() != null) {
      return rule.replaceKey();
    }
    if (rule.replaceKeyPrefix() != null) {
      String prefix = rule.keyPrefix();
      return rule.replaceKeyPrefix() + key.substring(prefix == null ? 0 : prefix.length());
    }
    return key;
  }

  /**
   * Where an object sends who asks for it, as it was stored: one char an octet, if it can be so.
   */
  static String stored(String location) {
    boolean octets = location.chars().allMatch(c -> c <= 0xFF);
    return visible(location.getBytes(octets ? ISO_8859_1 : UTF_8));
  }

  private static String host(@Nullable String protocol, String host) {
    return (protocol == null ? "//" : protocol + "://") + visible(host.getBytes(UTF_8));
  }

  private static String visible(byte[] octets) {
    StringBuilder text = new StringBuilder(octets.length + 8);
    for (byte octet : octets) {
      if (octet > ' ' && octet < 0x7F) {
        text.append((char) octet);
      } else {
        text.append('%').append(HEX.toHexDigits(octet));
      }
    }
    return text.toString();
  }
}
