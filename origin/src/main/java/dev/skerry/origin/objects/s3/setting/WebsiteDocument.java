package dev.skerry.origin.objects.s3.setting;

import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.xml.XmlNode;
import dev.skerry.origin.objects.s3.xml.XmlText;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The website of a bucket: either all its requests are sent elsewhere, or it has an index document.
 *
 * @param all where all requests are sent, or null
 * @param indexSuffix what is added to a key that ends with a slash; null where all are sent away
 * @param errorKey of what is answered in the place of an error, or null
 * @param rules the first counts that a request fits
 */
public record WebsiteDocument(
    @Nullable Redirect all,
    @Nullable String indexSuffix,
    @Nullable String errorKey,
    List<RoutingRule> rules) {
  private static final String ROOT = "WebsiteConfiguration";
  private static final String ALL = "RedirectAllRequestsTo";
  private static final String INDEX = "IndexDocument";
  private static final String SUFFIX = "Suffix";
  private static final String ERROR = "ErrorDocument";
  private static final String KEY = "Key";
  private static final String RULES = "RoutingRules";
  private static final String RULE = "RoutingRule";
  private static final int RULES_MAX = 50;

  /** Keeps a copy of the list. */
  public WebsiteDocument {
    rules = List.copyOf(rules);
  }

  /**
   * Reads a configuration.
   *
   * @throws S3Exception {@code MalformedXML}; {@code InvalidArgument} or {@code InvalidRequest}
   *     that names what cannot be
   */
  public static WebsiteDocument of(XmlNode root) {
    root.named(ROOT).only(Set.of(ALL, INDEX, ERROR, RULES), Set.of());
    XmlNode all = root.child(ALL).orElse(null);
    if (all != null) {
      return all(root, all);
    }
    String suffix =
        root.child(INDEX)
            .orElseThrow(
                () ->
                    S3Exception.argument(
                        INDEX,
                        "null",
                        "A value for IndexDocument Suffix must be provided if"
                            + " RedirectAllRequestsTo is empty"))
            .only(Set.of(SUFFIX), Set.of())
            .required(SUFFIX);
    if (suffix.isEmpty() || suffix.contains("/")) {
      throw S3Exception.argument(INDEX, suffix, "The IndexDocument Suffix is not well formed");
    }
    return new WebsiteDocument(null, suffix, errorKey(root), rules(root));
  }

  private static WebsiteDocument all(XmlNode root, XmlNode all) {
    if (root.children().size() > 1) {
      throw S3Error.INVALID_REQUEST.exception(
          "RedirectAllRequestsTo cannot be provided in conjunction with other Routing Rules.");
    }
    all.only(Set.of(Redirect.HOST, Redirect.PROTOCOL), Set.of());
    String host = all.required(Redirect.HOST);
    if (host.isEmpty()) {
      throw S3Error.MALFORMED_XML.exception();
    }
    return new WebsiteDocument(new Redirect(host, Redirect.protocol(all)), null, null, List.of());
  }

  private static @Nullable String errorKey(XmlNode root) {
    XmlNode error = root.child(ERROR).orElse(null);
    if (error == null) {
      return null;
    }
    String key =
        error
            .only(Set.of(KEY), Set.of())
            .child(KEY)
            .orElseThrow(S3Error.MALFORMED_XML::exception)
            .text();
    if (key.isEmpty()) {
      throw S3Exception.argument(ERROR, key, "The ErrorDocument Key is not well formed");
    }
    return key;
  }

  private static List<RoutingRule> rules(XmlNode root) {
    XmlNode rules = root.child(RULES).orElse(null);
    if (rules == null) {
      return List.of();
    }
    List<XmlNode> each = rules.only(Set.of(), Set.of(RULE)).children();
    if (each.isEmpty()) {
      throw S3Error.MALFORMED_XML.exception();
    }
    if (each.size() > RULES_MAX) {
      throw S3Error.INVALID_REQUEST.exception(
          each.size()
              + " routing rules provided, the number of routing rules in a website configuration is"
              + " limited to "
              + RULES_MAX
              + ".");
    }
    return each.stream().map(RoutingRule::of).toList();
  }

  /** The configuration as it is answered. */
  public byte[] document() {
    XmlText xml = XmlText.of(ROOT);
    if (all != null) {
      xml.open(ALL)
          .element(Redirect.HOST, all.hostName())
          .optional(Redirect.PROTOCOL, all.protocol())
          .close(ALL);
    }
    if (indexSuffix != null) {
      xml.open(INDEX).element(SUFFIX, indexSuffix).close(INDEX);
    }
    if (errorKey != null) {
      xml.open(ERROR).element(KEY, errorKey).close(ERROR);
    }
    if (!rules.isEmpty()) {
      xml.open(RULES);
      rules.forEach(rule -> rule.write(xml));
      xml.close(RULES);
    }
    return xml.end(ROOT);
  }
}
