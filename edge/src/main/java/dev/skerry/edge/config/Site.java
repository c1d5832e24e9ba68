package dev.skerry.edge.config;

import java.util.List;

/**
 * A set of hosts and what holds for them.
 *
 * @param name for logs, metrics and purges; unique
 * @param hosts in lower case: exact, {@code *.example.com} or {@code *}
 * @param rules in order, each compiled with the site's settings beneath its own; the last one
 *     matches every path
 * @param certificates for TLS; empty where the edge makes a development certificate
 * @param buckets the names of those that may answer in place of origin servers
 * @param purgedBy whose changes purge what is stored of it; the control plane's matter, not the
 *     edge's
 */
public record Site(
    String name,
    List<String> hosts,
    List<Rule> rules,
    List<CertificatePair> certificates,
    List<String> buckets,
    PurgedBy purgedBy) {

  public Site {
    hosts = List.copyOf(hosts);
    rules = List.copyOf(rules);
    certificates = List.copyOf(certificates);
    buckets = List.copyOf(buckets);
    if (rules.isEmpty() || !rules.getLast().path().matchesAll()) {
      throw new IllegalArgumentException(
          "the last rule of site " + name + " must match every path");
    }
  }

  /**
   * The first rule whose pattern matches.
   *
   * @param normalPath see {@link NormalPath}
   */
  public Rule rule(String normalPath) {
    String path = NormalPath.mergeSlashes(normalPath);
    int last = rules.size() - 1;
    for (int i = 0; i < last; i++) {
      Rule rule = rules.get(i);
      if (rule.path().matches(path)) {
        return rule;
      }
    }
    return rules.get(last);
  }

  /** The rule for what no other rule matches: the site's own settings. */
  public Rule defaultRule() {
    return rules.getLast();
  }
}
