package dev.skerry.edge.config.document;

import dev.skerry.edge.config.AccessLogSettings;
import dev.skerry.edge.config.CacheSettings;
import dev.skerry.edge.config.CertificatePair;
import dev.skerry.edge.config.ControlPlaneSettings;
import dev.skerry.edge.config.HostTable;
import dev.skerry.edge.config.Limit;
import dev.skerry.edge.config.Limits;
import dev.skerry.edge.config.ListenerSettings;
import dev.skerry.edge.config.PathPattern;
import dev.skerry.edge.config.PoolConfig;
import dev.skerry.edge.config.PoolConfig.Origin;
import dev.skerry.edge.config.PurgedBy;
import dev.skerry.edge.config.Rule;
import dev.skerry.edge.config.Secret;
import dev.skerry.edge.config.Site;
import dev.skerry.edge.config.Snapshot;
import dev.skerry.handler.HandlerSpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds the snapshot of a document that has no problem. */
final class SnapshotBuilder {
  private final Settings document;
  private final Map<String, PoolConfig> pools = new LinkedHashMap<>();
  private final CacheSettings store;
  private final Map<String, HandlerSpec> handlers;

  private SnapshotBuilder(Settings document) {
    this.document = document;
    this.handlers = HandlerBuilder.handlers(document);
    Settings settings = document.object(DocumentShape.STORE);
    store =
        new CacheSettings(
            settings.get(DocumentShape.MEMORY),
            // The default may be more: then whatever fits may be stored.
            Math.min(
                settings.get(DocumentShape.STORE_MAX_OBJECT), settings.get(DocumentShape.MEMORY)),
            disk(settings));
  }

  private static CacheSettings.@Nullable Disk disk(Settings store) {
    Settings disk = store.find(DocumentShape.DISK);
    return disk == null
        ? null
        : new CacheSettings.Disk(
            disk.get(DocumentShape.DISK_PATH), disk.get(DocumentShape.DISK_SIZE));
  }

  static Snapshot build(Settings document, String fingerprint) {
    return new SnapshotBuilder(document).snapshot(fingerprint);
  }

  private Snapshot snapshot(String fingerprint) {
    Map<String, Settings> named = document.find(DocumentShape.POOLS);
    if (named != null) {
      named.forEach((name, pool) -> pools.put(name, PoolBuilder.pool(name, pool)));
    }
    Levels levels = Levels.of(document);
    List<Site> sites = new ArrayList<>();
    for (Settings site : document.get(DocumentShape.SITES)) {
      sites.add(site(levels.with(site), site));
    }
    return new Snapshot(
        fingerprint,
        sites,
        HostTable.of(sites),
        pools,
        limits(),
        store,
        accessLog(),
        listener(),
        controlPlane(),
        List.copyOf(handlers.values()),
        HandlerBuilder.schedules(document));
  }

  private Site site(Levels levels, Settings settings) {
    String name = siteName(settings);
    List<Rule> rules = new ArrayList<>();
    List<Settings> written = settings.find(RuleShape.RULES);
    int number = 0;
    for (Settings rule : written == null ? List.<Settings>of() : written) {
      number++;
      String given = rule.find(RuleShape.RULE_NAME);
      String ruleName = name + '/' + (given == null ? String.valueOf(number) : given);
      for (Located<PathPattern> path : rule.get(RuleShape.PATH)) {
        rules.add(rule(ruleName, path.value(), levels.with(rule)));
      }
    }
    rules.add(rule(name + "/default", PathPattern.ALL, levels));
    List<String> hosts = new ArrayList<>();
    for (Located<String> host : settings.get(RuleShape.HOSTS)) {
      hosts.add(host.value());
    }
    return new Site(
        name,
        hosts,
        rules,
        certificates(settings),
        List.copyOf(buckets(rules)),
        purgedBy(settings));
  }

  private static PurgedBy purgedBy(Settings site) {
    Settings written = site.object(RuleShape.PURGED_BY);
    return new PurgedBy(
        written.find(RuleShape.ACCOUNT),
        values(written.find(RuleShape.TABLES)),
        values(written.find(RuleShape.BUCKETS)));
  }

  private static List<String> values(@Nullable List<Located<String>> written) {
    return written == null ? List.of() : written.stream().map(Located::value).toList();
  }

  /** The buckets that may answer for some rules. */
  private Set<String> buckets(List<Rule> rules) {
    Set<String> buckets = new LinkedHashSet<>();
    for (Rule rule : rules) {
      String next = rule.pool();
      for (int i = 0; next != null && i <= pools.size(); i++) {
        PoolConfig pool = pools.get(next);
        String bucket = pool == null ? null : pool.bucket();
        if (bucket != null) {
          buckets.add(bucket);
        }
        next = pool == null ? null : pool.failover();
      }
    }
    return buckets;
  }

  /** The site's name, or its first host. */
  static String siteName(Settings site) {
    String name = site.find(RuleShape.SITE_NAME);
    List<Located<String>> hosts = site.find(RuleShape.HOSTS);
    if (name != null || hosts == null || hosts.isEmpty()) {
      return name == null ? "" : name;
    }
    return hosts.getFirst().value();
  }

  private Rule rule(String name, PathPattern path, Levels levels) {
    Settings merged = levels.merged();
    return new Rule(
        name,
        path,
        pool(levels),
        PolicyBuilder.cache(merged.object(RuleShape.CACHE), store.maxObjectBytes()),
        PolicyBuilder.key(merged.object(RuleShape.KEY)),
        PolicyBuilder.guards(name, merged),
        ChangeBuilder.changes(merged),
        ChangeBuilder.compression(merged.object(ChangeShape.COMPRESSION)),
        ChangeBuilder.forwarded(merged.object(BrowserShape.FORWARDED)),
        HandlerBuilder.hooks(merged, handlers));
  }

  private @Nullable String pool(Levels levels) {
    String name = levels.pool();
    if (name != null && !pools.containsKey(name)) {
      for (Settings level : levels.inward()) {
        List<Origin> origins = level.find(RuleShape.ORIGIN);
        if (origins != null && Levels.originPoolName(origins).equals(name)) {
          pools.put(name, PoolBuilder.pool(name, origins));
        }
      }
    }
    return name;
  }

  private static List<CertificatePair> certificates(Settings site) {
    List<Settings> written = site.find(RuleShape.CERTIFICATES);
    List<CertificatePair> pairs = new ArrayList<>();
    for (Settings each : written == null ? List.<Settings>of() : written) {
      pairs.add(pair(each.get(RuleShape.CERTIFICATE), each.get(RuleShape.CERTIFICATE_KEY)));
    }
    return pairs;
  }

  static CertificatePair pair(FileShape.Content chain, FileShape.Content key) {
    return new CertificatePair(chain.name(), chain.text(), new Secret(key.text()));
  }

  private Limits limits() {
    Settings written = document.object(DocumentShape.LIMITS);
    Map<Limit, Long> values = new EnumMap<>(Limit.class);
    DocumentShape.LIMIT_FIELDS.forEach((limit, field) -> values.put(limit, written.get(field)));
    return Limits.of(values);
  }

  private AccessLogSettings accessLog() {
    Settings log = document.object(DocumentShape.ACCESS_LOG);
    return new AccessLogSettings(
        log.get(DocumentShape.LOG_FORMAT),
        log.find(DocumentShape.LOG_FILE),
        log.get(DocumentShape.LOG_HEADERS),
        log.get(DocumentShape.LOG_QUEUE));
  }

  private ControlPlaneSettings controlPlane() {
    Settings settings = document.object(DocumentShape.CONTROL_PLANE);
    return new ControlPlaneSettings(
        settings.get(DocumentShape.LOST_AFTER), settings.get(DocumentShape.WHEN_LOST));
  }

  private ListenerSettings listener() {
    Settings listen = document.object(DocumentShape.LISTEN);
    return new ListenerSettings(
        listen.find(DocumentShape.HTTP),
        listen.find(DocumentShape.HTTPS),
        listen.get(DocumentShape.TRANSPORT),
        new ListenerSettings.EventLoops(
            listen.get(DocumentShape.EVENT_LOOPS), listen.get(DocumentShape.PIN_THREADS)),
        listen.get(DocumentShape.HTTP2),
        listen.get(DocumentShape.PROXY_PROTOCOL),
        listen.get(DocumentShape.MIN_TLS));
  }
}
