package dev.skerry.origin.objects.s3.setting;

import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.xml.XmlNode;
import dev.skerry.origin.objects.s3.xml.XmlText;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a website sends who asks for some of its keys; null for what a rule does not say.
 *
 * @param keyPrefix of the keys it is for
 * @param errorCode with which a key's request would have been answered
 * @param replaceKeyPrefix in the place of the prefix that was asked for
 * @param replaceKey in the place of the whole key
 * @param redirectCode the status of the redirection, 301 where it does not say
 */
public record RoutingRule(
    @Nullable String keyPrefix,
    @Nullable Integer errorCode,
    @Nullable String protocol,
    @Nullable String hostName,
    @Nullable String replaceKeyPrefix,
    @Nullable String replaceKey,
    @Nullable Integer redirectCode) {
  private static final String RULE = "RoutingRule";
  private static final String CONDITION = "Condition";
  private static final String PREFIX = "KeyPrefixEquals";
  private static final String ERROR = "HttpErrorCodeReturnedEquals";
  private static final String REDIRECT = "Redirect";
  private static final String REPLACE_PREFIX = "ReplaceKeyPrefixWith";
  private static final String REPLACE = "ReplaceKeyWith";
  private static final String CODE = "HttpRedirectCode";
  private static final Set<String> OF_REDIRECT =
      Set.of(Redirect.PROTOCOL, Redirect.HOST, REPLACE_PREFIX, REPLACE, CODE);

  static RoutingRule of(XmlNode rule) {
    rule.only(Set.of(CONDITION, REDIRECT), Set.of());
    Optional<XmlNode> condition = rule.child(CONDITION);
    condition.ifPresent(RoutingRule::check);
    XmlNode to =
        rule.child(REDIRECT)
            .orElseThrow(S3Error.MALFORMED_XML::exception)
            .only(OF_REDIRECT, Set.of());
    if (to.children().isEmpty()) {
      throw S3Error.MALFORMED_XML.exception();
    }
    if (to.child(REPLACE).isPresent() && to.child(REPLACE_PREFIX).isPresent()) {
      throw S3Error.INVALID_REQUEST.exception(
          "You can only define ReplaceKeyPrefix or ReplaceKey but not both.");
    }
    return new RoutingRule(
        condition.flatMap(node -> node.child(PREFIX)).map(XmlNode::text).orElse(null),
        condition.flatMap(node -> node.number(ERROR)).map(RoutingRule::error).orElse(null),
        Redirect.protocol(to),
        to.value(Redirect.HOST).orElse(null),
        to.child(REPLACE_PREFIX).map(XmlNode::text).orElse(null),
        to.child(REPLACE).map(XmlNode::text).orElse(null),
        to.number(CODE).map(RoutingRule::code).orElse(null));
  }

  private static void check(XmlNode condition) {
    condition.only(Set.of(PREFIX, ERROR), Set.of());
    if (condition.children().isEmpty()) {
      throw S3Error.INVALID_REQUEST.exception(
          "Condition cannot be empty. To redirect all requests without a condition, the condition"
              + " element shouldn't be present.");
    }
  }

  private static Integer error(Integer code) {
    if (code < 400 || code > 599) {
      throw S3Error.INVALID_REQUEST.exception(
          "The provided HTTP error code (" + code + ") is not valid. Valid codes are 4XX or 5XX.");
    }
    return code;
  }

  private static Integer code(Integer code) {
    if (code <= 300 || code > 399) {
      throw S3Error.INVALID_REQUEST.exception(
          "The provided HTTP redirect code ("
              + code
              + ") is not valid. Valid codes are 3XX except 300.");
    }
    return code;
  }

  void write(XmlText xml) {
    xml.open(RULE);
    if (keyPrefix != null || errorCode != null) {
      xml.open(CONDITION).optional(PREFIX, keyPrefix);
      xml.optional(ERROR, errorCode == null ? null : errorCode.toString()).close(CONDITION);
    }
    xml.open(REDIRECT)
        .optional(Redirect.PROTOCOL, protocol)
        .optional(Redirect.HOST, hostName)
        .optional(REPLACE_PREFIX, replaceKeyPrefix)
        .optional(REPLACE, replaceKey)
        .optional(CODE, redirectCode == null ? null : redirectCode.toString())
        .close(REDIRECT)
        .close(RULE);
  }
}
