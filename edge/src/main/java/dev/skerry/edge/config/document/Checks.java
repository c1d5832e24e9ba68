package dev.skerry.edge.config.document;

import dev.skerry.edge.config.Limit;
import dev.skerry.edge.config.ListenerSettings.HostPort;
import dev.skerry.edge.config.PathPattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares the parts of a decoded document with each other; looks only at what was understood. */
final class Checks {
  private final Settings document;
  private final Problems problems;
  private final RuleChecks ruleChecks;

  private Checks(Settings document, Problems problems) {
    this.document = document;
    this.problems = problems;
    Map<String, Settings> pools = document.find(DocumentShape.POOLS);
    Set<String> poolNames = pools == null ? Set.of() : pools.keySet();
    ruleChecks = new RuleChecks(poolNames, HandlerChecks.of(document, problems), problems);
    if (pools != null) {
      new PoolChecks(pools, problems).check();
    }
  }

  static void check(Settings document, Problems problems) {
    Checks checks = new Checks(document, problems);
    checks.listeners();
    checks.sizes();
    checks.sites();
  }

  private void listeners() {
    Settings listen = document.object(DocumentShape.LISTEN);
    HostPort http = listen.find(DocumentShape.HTTP);
    HostPort https = listen.find(DocumentShape.HTTPS);
    if (http != null && http.equals(https) && http.port() != 0) {
      problems.add(
          listen.place(DocumentShape.HTTPS), "is the same address as http", "another address");
    }
  }

  private void sizes() {
    Settings store = document.object(DocumentShape.STORE);
    Long memory = store.find(DocumentShape.MEMORY);
    Long maxObject = store.find(DocumentShape.STORE_MAX_OBJECT);
    boolean isSet = store.has(DocumentShape.STORE_MAX_OBJECT);
    if (isSet && memory != null && maxObject != null && maxObject > memory) {
      problems.add(
          store.place(DocumentShape.STORE_MAX_OBJECT),
          "an object of " + Sizes.write(maxObject) + " cannot be in " + Sizes.write(memory),
          "max-object not above memory");
    }
    Settings limits = document.object(DocumentShape.LIMITS);
    Field<Long> target = DocumentShape.field(Limit.TARGET_BYTES);
    Field<Long> header = DocumentShape.field(Limit.HEADER_BYTES);
    if (limits.get(target) > limits.get(header)) {
      problems.add(
          limits.place(limits.has(target) ? target : header),
          "target-bytes ("
              + limits.get(target)
              + ") is more than header-bytes ("
              + limits.get(header)
              + "), which includes it");
    }
  }

  private void sites() {
    Levels levels = Levels.of(document);
    ruleChecks.level(levels.own());
    Map<String, Place> hosts = new HashMap<>();
    Map<String, Place> names = new HashMap<>();
    List<Settings> sites = document.find(DocumentShape.SITES);
    for (Settings site : sites == null ? List.<Settings>of() : sites) {
      unique(site, hosts, names);
      certificates(site);
      purgedBy(site);
      rules(levels.with(site), site);
    }
  }

  private void unique(Settings site, Map<String, Place> hosts, Map<String, Place> names) {
    List<Located<String>> claimed = site.find(RuleShape.HOSTS);
    for (Located<String> host : claimed == null ? List.<Located<String>>of() : claimed) {
      Place before = hosts.putIfAbsent(host.value(), host.place());
      if (before != null) {
        problems.add(
            host.place(),
            "the host " + host.value() + " is already claimed in line " + before.mark().line(),
            "each host in one site only");
      }
    }
    String name = SnapshotBuilder.siteName(site);
    Place place = site.place(RuleShape.SITE_NAME);
    Place before = names.putIfAbsent(name, place);
    if (before != null && site.has(RuleShape.SITE_NAME)) {
      problems.add(place, "another site in line " + before.mark().line() + " is named " + name, "");
    }
  }

  private void certificates(Settings site) {
    List<Settings> certificates = site.find(RuleShape.CERTIFICATES);
    for (Settings each : certificates == null ? List.<Settings>of() : certificates) {
      FileShape.Content chain = each.find(RuleShape.CERTIFICATE);
      FileShape.Content key = each.find(RuleShape.CERTIFICATE_KEY);
      if (chain != null && key != null && !Pem.belongTogether(chain.text(), key.text())) {
        problems.add(
            each.place(RuleShape.CERTIFICATE_KEY),
            "\"" + key.name() + "\" is not the key of the certificate in \"" + chain.name() + '"',
            "the key that belongs to it");
      }
    }
  }

  private void purgedBy(Settings site) {
    Settings written = site.find(RuleShape.PURGED_BY);
    if (written == null) {
      return;
    }
    if (!written.isMentioned(RuleShape.TABLES) && !written.isMentioned(RuleShape.BUCKETS)) {
      problems.add(written.place(), "names nothing", "tables or buckets");
    }
    once("table", written.find(RuleShape.TABLES));
    once("bucket", written.find(RuleShape.BUCKETS));
  }

  private void once(String what, @Nullable List<Located<String>> names) {
    Map<String, Place> named = new HashMap<>();
    for (Located<String> name : names == null ? List.<Located<String>>of() : names) {
      Place before = named.putIfAbsent(name.value(), name.place());
      if (before != null) {
        problems.add(
            name.place(),
            "the %s %s is already named in line %d"
                .formatted(what, name.value(), before.mark().line()),
            "each " + what + " once");
      }
    }
  }

  private void rules(Levels site, Settings settings) {
    ruleChecks.level(settings);
    ruleChecks.effective(site, PathPattern.ALL, settings.place());
    List<Located<PathPattern>> before = new ArrayList<>();
    List<Settings> rules = settings.find(RuleShape.RULES);
    for (Settings rule : rules == null ? List.<Settings>of() : rules) {
      ruleChecks.level(rule);
      List<Located<PathPattern>> paths = rule.find(RuleShape.PATH);
      for (Located<PathPattern> path : paths == null ? List.<Located<PathPattern>>of() : paths) {
        reachable(path, before);
        ruleChecks.effective(site.with(rule), path.value(), rule.place());
        before.add(path);
      }
    }
  }

  /** The first rule that matches holds, so a rule behind one that covers it never does. */
  private void reachable(Located<PathPattern> path, List<Located<PathPattern>> before) {
    for (Located<PathPattern> earlier : before) {
      if (earlier.value().covers(path.value())) {
        problems.add(
            path.place(),
            "is never reached: "
                + earlier.value()
                + " in line "
                + earlier.place().mark().line()
                + " comes first and matches all of it",
            "special paths before general ones");
        return;
      }
    }
  }
}
