package dev.skerry.handler;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The servers that a handler may ask, as its configuration lists them. Immutable; equal lists are
 * the same.
 *
 * <p>An entry is a name ({@code api.example.com}), all names below one ({@code *.example.org}), or
 * an address, each with a port where it is not the scheme's ({@code localhost:8080}). A name alone
 * reaches public addresses only; one that is not public has to be listed by itself.
 *
 * @param entries in lower case, as they were checked
 */
public record FetchHosts(List<String> entries) {
  /** No server may be asked. */
  public static final FetchHosts NONE = new FetchHosts(List.of());

  private static final Pattern ENTRY =
      Pattern.compile(
          "((\\*\\.)?[a-z0-9_]([a-z0-9_.-]{0,251}[a-z0-9_])?|\\[[0-9a-f:.]+])(:[1-9][0-9]{0,4})?");

  private static final String LOCALHOST = "localhost";

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if an entry is none
   */
  public FetchHosts {
    entries = entries.stream().map(FetchHosts::entry).toList();
  }

  /**
   * One entry in its usual spelling.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static String entry(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!ENTRY.matcher(lower).matches() || lower.contains("..")) {
      throw new IllegalArgumentException(
          "is no host that handlers may ask, as in api.example.com, *.example.org, localhost:8080");
    }
    return lower;
  }

  /**
   * Whether a server may be asked, whatever its addresses turn out to be.
   *
   * @param scheme {@code http} or {@code https}
   * @param authority in lower case, with its port if that is not the scheme's; an IPv6 address in
   *     brackets
   */
  public boolean allowsServer(String scheme, String authority) {
    String host = name(authority);
    String port =
        host.length() < authority.length()
            ? authority.substring(host.length() + 1)
            : usualPort(scheme);
    return entries.stream()
        .anyMatch(
            each ->
                matches(name(each), host)
                    && (name(each).equals(each)
                        ? port.equals(usualPort(scheme))
                        : each.endsWith(':' + port)));
  }

  /** Whether it may be connected to: a public address, or one that is listed with that port. */
  public boolean allowsAddress(InetAddress address, String host, int port) {
    if (PublicAddresses.contains(address)) {
      return true;
    }
    boolean byName = address.isLoopbackAddress() && host.equals(LOCALHOST);
    return entries.stream()
        .filter(each -> hasPort(each, port))
        .map(FetchHosts::name)
        .anyMatch(each -> byName ? each.equals(LOCALHOST) : isAddress(each, address));
  }

  private static boolean hasPort(String entry, int port) {
    return name(entry).equals(entry) ? port == 80 || port == 443 : entry.endsWith(":" + port);
  }

  private static boolean matches(String pattern, String host) {
    return pattern.startsWith("*.")
        ? host.length() >= pattern.length() && host.endsWith(pattern.substring(1))
        : pattern.equals(host);
  }

  private static String usualPort(String scheme) {
    return scheme.equals("https") ? "443" : "80";
  }

  /** An entry without its port. */
  private static String name(String entry) {
    int colon = entry.lastIndexOf(':');
    return colon < 0 || colon < entry.indexOf(']') ? entry : entry.substring(0, colon);
  }

  private static boolean isAddress(String name, InetAddress address) {
    try {
      return InetAddress.ofLiteral(name.replace("[", "").replace("]", "")).equals(address);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
