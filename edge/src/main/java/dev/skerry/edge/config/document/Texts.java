package dev.skerry.edge.config.document;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.skerry.edge.config.Cidr;
import dev.skerry.edge.config.ListenerSettings.HostPort;
import dev.skerry.edge.config.PathPattern;
import dev.skerry.edge.config.PoolConfig.Origin;
import dev.skerry.edge.config.Secret;
import dev.skerry.edge.config.Template;
import java.util.Locale;
import java.util.regex.Matcher;

/** The kinds of text that documents have, each with its syntax. */
final class Texts {
  static final ScalarShape<String> NAME =
      Scalars.text(
          "a name of letters, digits, dots, hyphens and underscores",
          64,
          text -> matching(text, "[A-Za-z0-9._-]+", "is no such name"));

  static final ScalarShape<String> FIELD_NAME =
      Scalars.text(
          "a header field's name",
          128,
          text ->
              matching(text, "[!#$%&'*+.^_`|~0-9A-Za-z-]+", "is no field name")
                  .toLowerCase(Locale.ROOT));

  static final ScalarShape<String> REMOVED_FIELD =
      Scalars.text(
          "a header field's name, or x-internal-* for all so beginning", 128, Texts::editedField);

  static final ScalarShape<String> FIELD_VALUE =
      Scalars.text("a field value of visible characters", 8192, Texts::fieldValue);

  static final ScalarShape<Template> FIELD_TEMPLATE =
      Scalars.text(
          "a field value, in which {host}, {viewer-address} and others are filled in",
          8192,
          text -> Template.parse(fieldValue(text)));

  static final ScalarShape<Template> TARGET =
      Scalars.text(
          "a URL or path, in which {1}, {path} and others are filled in",
          4096, text -> Template.parse(matching(text, "[!-~]+", "holds white space or non-ASCII")));

  static final ScalarShape<PathPattern> PATTERN =
      Scalars.text(
          "a path pattern: /exact, /one/*, /all/**, *.end or ~regular expression",
          1024,
          PathPattern::compile);

  static final ScalarShape<Pattern> REGEX =
      Scalars.text("a regular expression (RE2 syntax)", 1024, Texts::regex);

  static final ScalarShape<String> PREFIX =
      Scalars.text(
          "a path prefix as /api, without a slash at its end",
          1024,
          text -> matching(text, "(/[!-.0->@-~]+)+", "is no path prefix"));

  static final ScalarShape<String> PATH =
      Scalars.text(
          "a path, with or without a query", 4096, text -> matching(text, "/[!-~]*", "is no path"));

  static final ScalarShape<Cidr> CIDR =
      Scalars.text("an address, a network as 10.0.0.0/8, or all", 64, Texts::cidr);

  static final ScalarShape<String> HOST =
      Scalars.text("a host name, *.example.com, or *", 253, Hosts::pattern);

  static final ScalarShape<String> SERVER_NAME =
      Scalars.text("a host name or an address", 253, Hosts::name);

  static final ScalarShape<String> AUTHORITY =
      Scalars.text("a host, with or without a port", 260, Hosts::authority);

  static final ScalarShape<HostPort> HOST_PORT =
      Scalars.text("an address and a port, as 127.0.0.1:8080 or :8080", 260, Hosts::hostPort);

  static final ScalarShape<Origin> ORIGIN =
      Scalars.text("an origin's URL as http://127.0.0.1:8000, or bucket:NAME", 512, Hosts::origin);

  static final ScalarShape<String> WEB_ORIGIN =
      Scalars.text(
          "a web origin as https://example.com, or *",
          260,
          text ->
              text.equals("*")
                  ? text
                  : matching(text, "https?://[a-z0-9.:\\[\\]-]+", "is no web origin"));

  static final ScalarShape<String> METHOD =
      Scalars.text(
          "a method", 32, text -> matching(text, "[A-Z][A-Z0-9-]*", "is no method in upper case"));

  static final ScalarShape<String> MEDIA_TYPE =
      Scalars.text(
          "a media type as text/html, text/* or *+json",
          128,
          text ->
              matching(
                  text.toLowerCase(Locale.ROOT),
                  "([a-z0-9.+-]+/([a-z0-9.+-]+|\\*)|\\*\\+[a-z0-9.-]+)",
                  "is no media type"));

  static final ScalarShape<String> LANGUAGE =
      Scalars.text(
          "a language tag as en or pt-BR",
          35,
          text ->
              matching(
                  text.toLowerCase(Locale.ROOT), "[a-z]{2,8}(-[a-z0-9]{1,8})*", "is no language"));

  static final ScalarShape<String> REALM =
      Scalars.text(
          "text without quotes and backslashes",
          128,
          text -> matching(text, "[ !#-\\[\\]-~]+", "holds what a realm may not hold"));

  static final ScalarShape<String> PASSWORD_HASH =
      Scalars.text(
              "a bcrypt hash, as `skerry config hash-password` prints it",
              60,
              text ->
                  matching(
                      text,
                      "\\$2[aby]\\$(0[4-9]|1[0-5])\\$[./A-Za-z0-9]{53}",
                      "is no bcrypt hash of cost 4 to 15"))
          .secret();

  static final ScalarShape<Secret> SECRET =
      Scalars.text("a secret of at least 16 characters", 4096, Texts::secret).secret();

  static final ScalarShape<String> TABLE =
      Scalars.text(
          "a table's name of 3 to 255 letters, digits, dots, hyphens and underscores",
          255,
          text -> matching(text, "[A-Za-z0-9._-]{3,}", "is no table's name"));

  static final ScalarShape<String> BUCKET = Scalars.text("a bucket's name", 63, Hosts::bucket);

  static final ScalarShape<String> ACCOUNT =
      Scalars.text(
          "an account's number of 12 digits",
          12,
          text -> matching(text, "[0-9]{12}", "is no account's number"));

  private Texts() {}

  static String keyId(String text) {
    return matching(text, "[A-Za-z0-9._-]{1,64}", "is no key id");
  }

  static String userName(String text) {
    return matching(text, "[^:\\x00-\\x1F\\x7F]{1,128}", "is no user name");
  }

  static String handlerId(String text) {
    return matching(text, "[A-Za-z0-9._-]{1,64}", "is no handler's id");
  }

  static String bindingName(String text) {
    return matching(text, "[A-Za-z_][A-Za-z0-9_]{0,63}", "is no binding's name");
  }

  static String namespace(String text) {
    return matching(text, "[A-Za-z0-9._-]{1,64}", "is no namespace's name");
  }

  static String key(String text) {
    return matching(text, "(?s).+", "is no key");
  }

  static String poolName(String text) {
    return matching(text, "[A-Za-z0-9._-]{1,64}", "is no pool name");
  }

  static String editedField(String text) {
    String name = matching(text, "[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}", "is no field name");
    return notOfConnection(name.toLowerCase(Locale.ROOT));
  }

  /** Framing is the edge's: a change of these would let one message be read as two. */
  private static String notOfConnection(String name) {
    return switch (name) {
      case "connection",
          "content-length",
          "host",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "*" ->
          throw new IllegalArgumentException("cannot be changed, the edge makes it itself");
      default -> name;
    };
  }

  private static String matching(String text, String regex, String message) {
    if (!java.util.regex.Pattern.matches(regex, text)) {
      throw new IllegalArgumentException(message);
    }
    return text;
  }

  private static String fieldValue(String text) {
    Matcher bad = java.util.regex.Pattern.compile("[^\\t -~\\u0080-\\u00FF]").matcher(text);
    if (bad.find() || !text.strip().equals(text)) {
      throw new IllegalArgumentException("holds what no field value may hold");
    }
    return text;
  }

  private static Secret secret(String text) {
    if (text.length() < 16) {
      throw new IllegalArgumentException("is too short for a secret");
    }
    return new Secret(text);
  }

  private static Cidr cidr(String text) {
    Cidr cidr = Cidr.parse(text);
    if (cidr == null) {
      throw new IllegalArgumentException("is no address and no network");
    }
    return cidr;
  }

  private static Pattern regex(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("is no regular expression: " + e.getMessage(), e);
    }
  }
}
