package dev.skerry.edge.config.document;

import dev.skerry.edge.config.Cidr;
import java.util.List;

/**
 * How it is written what browsers and origins are told: CORS, security fields, forwarding fields.
 */
final class BrowserShape {
  static final Field<List<String>> ORIGINS =
      Field.of(
              "origins",
              ListShape.oneOrMany(Texts.WEB_ORIGIN, 1000),
              "Web origins whose scripts may read responses; * for all.")
          .required()
          .like("[https://app.example.com]");
  static final Field<List<String>> METHODS =
      Field.of("methods", ListShape.of(Texts.METHOD, 1, 32), "Methods that scripts may use.")
          .or(List.of("GET", "HEAD", "POST"));
  static final Field<List<String>> HEADERS =
      Field.of(
              "headers",
              ListShape.of(Texts.FIELD_NAME, 0, 100),
              "Request fields that scripts may send; * for those they ask for.")
          .or(List.of());
  static final Field<List<String>> EXPOSE =
      Field.of(
              "expose-headers",
              ListShape.of(Texts.FIELD_NAME, 0, 100),
              "Response fields that scripts may read.")
          .or(List.of());
  static final Field<Boolean> CREDENTIALS =
      Field.of("credentials", Scalars.BOOLEAN, "Whether cookies and authorization may be sent.")
          .or(false);
  static final Field<Long> MAX_AGE =
      Field.of(
              "max-age",
              Scalars.duration(0, 86_400_000),
              "Browsers may remember the answer so long.")
          .or(600_000L);
  static final Field<Settings> CORS =
      Field.of(
              "cors",
              ObjectShape.of(
                      "cors",
                      "Cross-origin sharing, answered by the edge in place of the origin.",
                      ORIGINS,
                      METHODS,
                      HEADERS,
                      EXPOSE,
                      CREDENTIALS,
                      MAX_AGE)
                  .whole(),
              "Which other web sites' scripts may read responses.")
          .removable();

  static final Field<Long> HSTS_AGE =
      Field.of("max-age", Scalars.duration(0, 10L * 366 * 86_400_000), "For so long only over TLS.")
          .or(31_536_000_000L);
  static final Field<Boolean> HSTS_SUBDOMAINS =
      Field.of("include-subdomains", Scalars.BOOLEAN, "Subdomains too.").or(false);
  static final Field<Boolean> HSTS_PRELOAD =
      Field.of("preload", Scalars.BOOLEAN, "Asks for a place on the browsers' own lists.")
          .or(false);
  static final Field<Settings> HSTS =
      Field.of(
              "hsts",
              ObjectShape.of(
                      "hsts",
                      "Strict-Transport-Security, sent over TLS only.",
                      HSTS_AGE,
                      HSTS_SUBDOMAINS,
                      HSTS_PRELOAD)
                  .whole(),
              "Strict-Transport-Security.")
          .removable();
  static final Field<Boolean> NOSNIFF =
      Field.of("nosniff", Scalars.BOOLEAN, "X-Content-Type-Options: nosniff.").or(false);
  static final Field<Frame> FRAME =
      Field.of("frame", Scalars.choice(Frame.class), "X-Frame-Options.").removable();
  static final Field<String> REFERRER =
      Field.of("referrer", Texts.FIELD_VALUE, "Referrer-Policy.")
          .removable()
          .like("strict-origin-when-cross-origin");
  static final Field<String> CSP =
      Field.of("csp", Texts.FIELD_VALUE, "Content-Security-Policy.")
          .removable()
          .like("default-src 'self'");
  static final Field<String> PERMISSIONS =
      Field.of("permissions", Texts.FIELD_VALUE, "Permissions-Policy.").removable();
  static final Field<Settings> SECURITY =
      Field.of(
              "security-headers",
              ObjectShape.of(
                  "security-headers",
                  "Fields that tell browsers to be careful; each replaces the origin's.",
                  HSTS,
                  NOSNIFF,
                  FRAME,
                  REFERRER,
                  CSP,
                  PERMISSIONS),
              "Fields that tell browsers to be careful.")
          .removable();

  static final Field<List<Cidr>> TRUST =
      Field.of(
              "trust",
              ListShape.oneOrMany(Texts.CIDR, 1000),
              "Proxies in front of the edge whose X-Forwarded-* and Forwarded fields are believed"
                  + " and continued. Those of all others are dropped.")
          .or(List.of())
          .like("[10.0.0.0/8]");
  static final Field<Boolean> X_FORWARDED =
      Field.of(
              "x-forwarded",
              Scalars.BOOLEAN,
              "Whether X-Forwarded-For, -Proto and -Host are sent to the origin.")
          .or(true);
  static final Field<Boolean> FORWARDED_FIELD =
      Field.of("forwarded", Scalars.BOOLEAN, "Whether Forwarded (RFC 7239) is sent to the origin.")
          .or(false);
  static final Field<Settings> FORWARDED =
      Field.of(
          "forwarded",
          ObjectShape.of(
              "forwarded",
              "What the origin is told of the viewer.",
              TRUST,
              X_FORWARDED,
              FORWARDED_FIELD),
          "What the origin is told of the viewer, and whose word is taken for it.");

  /** Who may show a page in a frame. */
  enum Frame {
    DENY,
    SAMEORIGIN
  }

  private BrowserShape() {}
}
