package dev.skerry.origin.objects.s3.setting;

import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.xml.XmlNode;
import dev.skerry.origin.objects.s3.xml.XmlText;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The CORS configuration of a bucket: its rules, of which the first that allows a request counts.
 */
public record CorsDocument(List<CorsRule> rules) {
  /** The methods that a rule may have. */
  public static final Set<String> METHODS = Set.of("GET", "PUT", "POST", "DELETE", "HEAD");

  private static final String ROOT = "CORSConfiguration";
  private static final String RULE = "CORSRule";
  private static final String ORIGIN = "AllowedOrigin";
  private static final String METHOD = "AllowedMethod";
  private static final String HEADER = "AllowedHeader";
  private static final String EXPOSE = "ExposeHeader";
  private static final String MAX_AGE = "MaxAgeSeconds";
  private static final int RULES_MAX = 100;
  private static final int ID_CHARS_MAX = 255;

  /** Keeps a copy of the list. */
  public CorsDocument {
    rules = List.copyOf(rules);
  }

  /**
   * Reads a configuration.
   *
   * @throws S3Exception {@code MalformedXML}, or {@code InvalidRequest} that names what cannot be
   */
  public static CorsDocument of(XmlNode root) {
    List<XmlNode> rules = root.named(ROOT).only(Set.of(), Set.of(RULE)).children();
    if (rules.isEmpty() || rules.size() > RULES_MAX) {
      throw S3Error.MALFORMED_XML.exception();
    }
    return new CorsDocument(rules.stream().map(CorsDocument::rule).toList());
  }

  private static CorsRule rule(XmlNode node) {
    XmlNode rule = node.only(Set.of("ID", MAX_AGE), Set.of(ORIGIN, METHOD, HEADER, EXPOSE));
    Optional<String> id = rule.value("ID");
    Optional<Integer> age = rule.number(MAX_AGE);
    List<String> origins = texts(rule, ORIGIN);
    List<String> methods = texts(rule, METHOD);
    if (origins.isEmpty()
        || methods.isEmpty()
        || id.map(String::length).orElse(0) > ID_CHARS_MAX
        || age.orElse(0) < 0) {
      throw S3Error.MALFORMED_XML.exception();
    }
    for (String method : methods) {
      if (!METHODS.contains(method)) {
        throw S3Error.INVALID_REQUEST.exception(
            "Found unsupported HTTP method in CORS config. Unsupported method is " + method);
      }
    }
    return new CorsRule(
        id.orElse(null),
        oneStar(ORIGIN, origins),
        methods,
        oneStar(HEADER, texts(rule, HEADER)),
        exposed(texts(rule, EXPOSE)),
        age.orElse(null));
  }

  private static List<String> texts(XmlNode rule, String name) {
    return rule.all(name).stream().map(child -> child.text().strip()).toList();
  }

  private static List<String> oneStar(String element, List<String> patterns) {
    for (String pattern : patterns) {
      if (OneStar.isTooMany(pattern)) {
        throw S3Error.INVALID_REQUEST.exception(
            element + " \"" + pattern + "\" can not have more than one wildcard.");
      }
    }
    return patterns;
  }

  private static List<String> exposed(List<String> names) {
    for (String name : names) {
      if (name.contains("*")) {
        throw S3Error.INVALID_REQUEST.exception(
            "ExposeHeader \""
                + name
                + "\" contains wildcard. We currently do not support wildcard for ExposeHeader.");
      }
      if (name.chars().anyMatch(c -> c <= ' ' || c >= 0x7F)) {
        throw S3Error.MALFORMED_XML.exception();
      }
    }
    return names;
  }

  /** The rule that allows a request of a page; none if it may not be sent. */
  public Optional<CorsRule> find(String origin, String method, List<String> headers) {
    return rules.stream().filter(rule -> rule.allows(origin, method, headers)).findFirst();
  }

  /** The configuration as it is answered. */
  public byte[] document() {
    XmlText xml = XmlText.of(ROOT);
    for (CorsRule rule : rules) {
      xml.open(RULE).optional("ID", rule.id());
      rule.origins().forEach(origin -> xml.element(ORIGIN, origin));
      rule.methods().forEach(method -> xml.element(METHOD, method));
      rule.headers().forEach(header -> xml.element(HEADER, header));
      rule.exposed().forEach(header -> xml.element(EXPOSE, header));
      Integer age = rule.maxAge();
      if (age != null) {
        xml.element(MAX_AGE, age);
      }
      xml.close(RULE);
    }
    return xml.end(ROOT);
  }
}
