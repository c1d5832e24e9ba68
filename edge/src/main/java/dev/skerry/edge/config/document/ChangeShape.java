package dev.skerry.edge.config.document;

import com.google.re2j.Pattern;
import dev.skerry.edge.config.CompressionPolicy.Coding;
import dev.skerry.edge.config.Template;
import java.util.List;
import java.util.Map;

/** How changes of requests and responses are written. */
final class ChangeShape {
  static final Field<Template> REDIRECT_TO =
      Field.of(
              "to",
              Texts.TARGET,
              "Where to. {1} to {9} are what the stars (or groups) of the rule's path stand for;"
                  + " {scheme}, {host}, {path}, {query} and {target} (path and query) are the"
                  + " request's.")
          .required()
          .like("https://{host}{target}");
  static final Field<RedirectStatus> REDIRECT_STATUS =
      Field.of(
              "status",
              Scalars.choice(RedirectStatus.class, each -> each.name().substring(1)),
              "301 and 308 are permanent, 308 and 307 keep the method.")
          .or(RedirectStatus.S308);
  static final Field<Settings> REDIRECT =
      Field.of(
              "redirect",
              ObjectShape.of(
                      "redirect",
                      "An answer that sends the viewer elsewhere.",
                      REDIRECT_TO,
                      REDIRECT_STATUS)
                  .whole(),
              "Sends the viewer elsewhere instead of asking the origin.")
          .removable();

  static final Field<String> STRIP_PREFIX =
      Field.of("strip-prefix", Texts.PREFIX, "Taken away from the path's beginning.").like("/api");
  static final Field<String> ADD_PREFIX =
      Field.of("add-prefix", Texts.PREFIX, "Put before the path.").like("/v2");
  static final Field<Pattern> REGEX =
      Field.of("regex", Texts.REGEX, "Searched for in the path; without a match nothing changes.")
          .like("^/old/(.*)$");
  static final Field<Template> REWRITE_TO =
      Field.of(
              "to",
              Texts.TARGET,
              "The whole new path; {1} to {9} are the groups of regex, or without regex what the"
                  + " rule's path captured.")
          .like("/new/{1}");
  static final Field<Settings> REWRITE =
      Field.of(
              "rewrite",
              ObjectShape.of(
                      "rewrite",
                      "The path that the origin sees: prefixes, or to with or without regex.",
                      STRIP_PREFIX,
                      ADD_PREFIX,
                      REGEX,
                      REWRITE_TO)
                  .whole(),
              "Changes the path that the origin sees; the query stays.")
          .removable();

  static final Field<List<String>> REMOVE =
      Field.of("remove", ListShape.oneOrMany(Texts.REMOVED_FIELD, 1000), "Fields to take away.")
          .like("[server, x-powered-by]");
  static final Field<Map<String, Template>> SET =
      Field.of("set", edits(Texts.FIELD_TEMPLATE), "Fields that replace others of their name.")
          .like("{x-edge: skerry}");
  static final Field<Map<String, List<Template>>> ADD =
      Field.of(
          "add",
          edits(ListShape.oneOrMany(Texts.FIELD_TEMPLATE, 100)),
          "Fields that come beside others of their name.");
  static final ObjectShape EDITS =
      ObjectShape.of(
          "header-changes",
          "Changes of a header section, in this order: remove, set, add. Values may hold"
              + " {viewer-address}, {scheme}, {host}, {path}, {query}, {method}.",
          REMOVE,
          SET,
          ADD);
  static final Field<Settings> REQUEST_HEADERS =
      Field.of("request-headers", EDITS, "Changes of the request to the origin.");
  static final Field<Settings> RESPONSE_HEADERS =
      Field.of("response-headers", EDITS, "Changes of the response to the viewer.");

  static final Field<Boolean> COMPRESS =
      Field.of("enabled", Scalars.BOOLEAN, "Whether anything is compressed.").or(true);
  static final Field<List<Coding>> CODINGS =
      Field.of(
              "codings",
              ListShape.of(Scalars.choice(Coding.class, Coding::token), 1, 3),
              "In order of preference where the viewer likes several equally.")
          .or(List.of(Coding.ZSTD, Coding.BROTLI, Coding.GZIP));
  static final Field<List<String>> TYPES =
      Field.of(
              "types",
              ListShape.of(Texts.MEDIA_TYPE, 1, 200),
              "Media types; text/* and *+json stand for many.")
          .or(
              List.of(
                  "text/*",
                  "*+json",
                  "*+xml",
                  "application/javascript",
                  "application/json",
                  "application/manifest+json",
                  "application/wasm",
                  "application/xml",
                  "font/otf",
                  "font/ttf",
                  "image/bmp",
                  "image/svg+xml",
                  "image/x-icon"));
  static final Field<Long> MIN_SIZE =
      Field.of("min-size", Scalars.size(0, 1 << 30), "Shorter content is left as it is.").or(1024L);
  static final Field<Settings> COMPRESSION =
      Field.of(
          "compression",
          ObjectShape.of(
              "compression",
              "What the edge compresses that the origin did not.",
              COMPRESS,
              CODINGS,
              TYPES,
              MIN_SIZE),
          "What is compressed on the way to the viewer.");

  /** The statuses of a redirect (RFC 9110 §15.4). */
  enum RedirectStatus {
    S301(301),
    S302(302),
    S303(303),
    S307(307),
    S308(308);

    private final int code;

    RedirectStatus(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  private ChangeShape() {}

  private static <V> MapShape<V> edits(Shape<V> value) {
    return new MapShape<>("a header field's name", Texts::editedField, value, 1000)
        .secretWhere(name -> name.matches("(?i).*(auth|cookie|token|key|secret|password).*"));
  }
}
