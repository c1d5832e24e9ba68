package dev.skerry.edge.config;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which site answers for which host: exact names, wildcards ({@code *.example.com}, any number of
 * labels in place of the star) and the default ({@code *}).
 */
public final class HostTable {
  private final Map<String, Site> exact = new HashMap<>();

  /** By what follows the star, with its dot: {@code .example.com}. */
  private final Map<String, Site> wildcards = new HashMap<>();

  private final @Nullable Site fallback;

  private HostTable(List<Site> sites) {
    Site forAny = null;
    for (Site site : sites) {
      for (String host : site.hosts()) {
        if (host.equals("*")) {
          forAny = site;
        } else if (host.startsWith("*.")) {
          wildcards.put(host.substring(1), site);
        } else {
          exact.put(host, site);
        }
      }
    }
    fallback = forAny;
  }

  /** The table of these sites, in which no two claim the same host. */
  public static HostTable of(List<Site> sites) {
    return new HostTable(sites);
  }

  @Nullable Site site(String host) {
    Site site = exact.get(host);
    if (site != null) {
      return site;
    }
    if (host.startsWith("[")) {
      site = exact.get(canonical(host));
      return site == null ? fallback : site;
    }
    if (!host.isEmpty() && host.charAt(host.length() - 1) == '.') {
      return site(host.substring(0, host.length() - 1)); // an absolute name (RFC 1034 §3.1)
    }
    if (!wildcards.isEmpty()) {
      for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
        site = wildcards.get(host.substring(dot));
        if (site != null && dot > 0) {
          return site;
        }
      }
    }
    return fallback;
  }

  /** An IPv6 literal in the one form that documents are compiled to. */
  private static String canonical(String literal) {
    try {
      return '[' + InetAddress.ofLiteral(literal).getHostAddress() + ']';
    } catch (IllegalArgumentException e) {
      return literal;
    }
  }
}
