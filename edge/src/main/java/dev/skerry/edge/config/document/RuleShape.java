package dev.skerry.edge.config.document;

import dev.skerry.edge.config.PathPattern;
import dev.skerry.edge.config.PoolConfig.Origin;
import java.util.ArrayList;
import java.util.List;

/** How rules, sites and what holds for all sites are written. */
final class RuleShape {
  static final Field<String> POOL =
      Field.of("pool", Texts.NAME, "The pool that is asked, by its name in pools.");
  static final Field<List<Origin>> ORIGIN =
      Field.of(
              "origin",
              ListShape.oneOrMany(Texts.ORIGIN, 256),
              "The origin that is asked, in place of a pool where no setting of a pool is needed.")
          .like("http://127.0.0.1:8000");
  static final Field<Settings> CACHE =
      Field.of("cache", CacheShape.SHAPE, "What is stored, and for how long.");
  static final Field<Settings> KEY =
      Field.of("key", CacheShape.KEY_SHAPE, "What makes the cache key, beside host and path.");

  /** What a rule can say, and a site for all its rules, and the defaults for all sites. */
  private static final List<Field<?>> COMMON =
      List.of(
          POOL,
          ORIGIN,
          CACHE,
          KEY,
          GuardShape.ACCESS,
          GuardShape.RATE_LIMIT,
          GuardShape.SIGNED_URLS,
          GuardShape.BASIC_AUTH,
          ChangeShape.REDIRECT,
          ChangeShape.REWRITE,
          ChangeShape.REQUEST_HEADERS,
          ChangeShape.RESPONSE_HEADERS,
          ChangeShape.COMPRESSION,
          BrowserShape.CORS,
          BrowserShape.SECURITY,
          BrowserShape.FORWARDED,
          HandlerShape.VIEWER_REQUEST,
          HandlerShape.ORIGIN_REQUEST,
          HandlerShape.ORIGIN_RESPONSE,
          HandlerShape.VIEWER_RESPONSE);

  static final Field<List<Located<PathPattern>>> PATH =
      Field.of(
              "path",
              ListShape.oneOrMany(Located.of(Texts.PATTERN), 1000),
              "Which requests: /exact, /one/* (one segment), /all/** (any depth, /all too), *.end,"
                  + " or ~regular expression.")
          .required()
          .like("[\"*.css\", /static/**]");
  static final Field<String> RULE_NAME =
      Field.of("name", Texts.NAME, "For logs and explanations; its number by default.");
  static final ObjectShape RULE =
      new ObjectShape(
          "rule",
          "A path pattern and what holds for the requests it matches; what it does not say is as"
              + " the site says.",
          with(COMMON, PATH, RULE_NAME));

  static final Field<String> SITE_NAME =
      Field.of("name", Texts.NAME, "For logs, metrics and purges; its first host by default.");
  static final Field<List<Located<String>>> HOSTS =
      Field.of(
              "hosts",
              ListShape.oneOrMany(Located.of(Texts.HOST), 10_000),
              "Exact names, *.example.com (any subdomain), or * for all that no other site names."
                  + " The exact name wins, then the longest wildcard.")
          .required()
          .like("[example.com, \"*.example.com\"]");
  static final Field<FileShape.Content> CERTIFICATE =
      Field.of(
              "certificate",
              new FileShape(Pem::checkCertificates),
              "A PEM file: the certificate, then those that issued it.")
          .required();
  static final Field<FileShape.Content> CERTIFICATE_KEY =
      Field.of("key", new FileShape(Pem::checkKey), "A PEM file of the certificate's key.")
          .required();
  static final Field<List<Settings>> CERTIFICATES =
      Field.of(
          "certificates",
          ListShape.of(
              ObjectShape.of(
                  "certificate", "A certificate and its key.", CERTIFICATE, CERTIFICATE_KEY),
              0,
              16),
          "For TLS, chosen by the name the viewer asks for; without any the edge makes one for"
              + " development.");
  static final Field<List<Located<String>>> TABLES =
      Field.of(
              "tables",
              ListShape.oneOrMany(Located.of(Texts.TABLE), 1000),
              "A change of an item of one of these tables purges what has the item's tag,"
                  + " t:TABLE/KEY. There need not be such a table yet.")
          .like("[Products, Prices]");
  static final Field<List<Located<String>>> BUCKETS =
      Field.of(
              "buckets",
              ListShape.oneOrMany(Located.of(Texts.BUCKET), 1000),
              "A change of an object of one of these buckets purges what has the object's tag,"
                  + " o:BUCKET/KEY. Those that are origins of the site do in any case.")
          .like("[pictures]");
  static final Field<String> ACCOUNT =
      Field.of(
          "account",
          Texts.ACCOUNT,
          "Whose tables they are; by default those of the control plane's first account.");
  static final Field<Settings> PURGED_BY =
      Field.of(
          "purged-by",
          ObjectShape.of(
              "purged-by",
              "What purges a site's stored responses by itself when it changes (docs/changes.md)."
                  + " An edge that follows no control plane does nothing with it.",
              TABLES,
              BUCKETS,
              ACCOUNT),
          "Whose changes purge, by tags, what is stored of the site.");
  static final Field<List<Settings>> RULES =
      Field.of(
          "rules",
          ListShape.of(RULE, 0, 10_000),
          "In order; the first one that matches holds. For what none matches the site's settings"
              + " hold.");
  static final ObjectShape SITE =
      new ObjectShape(
          "site",
          "A set of hosts and what holds for them.",
          with(COMMON, HOSTS, SITE_NAME, CERTIFICATES, PURGED_BY, RULES));

  static final ObjectShape DEFAULTS =
      new ObjectShape("defaults", "What holds for every site that does not say otherwise.", COMMON);

  private RuleShape() {}

  /** Whether sites and defaults can say it as rules can. */
  static boolean isCommon(Field<?> field) {
    return COMMON.contains(field);
  }

  private static List<Field<?>> with(List<Field<?>> common, Field<?>... own) {
    List<Field<?>> fields = new ArrayList<>(List.of(own));
    int rules = fields.indexOf(RULES);
    if (rules >= 0) {
      fields.remove(rules);
    }
    fields.addAll(common);
    if (rules >= 0) {
      fields.add(RULES);
    }
    return fields;
  }
}
