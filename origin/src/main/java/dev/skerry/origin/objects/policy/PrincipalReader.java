package dev.skerry.origin.objects.policy;

import dev.skerry.origin.objects.policy.Principals.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads of whom a statement speaks. */
final class PrincipalReader {
  private static final String INVALID = "Invalid principal in policy";

  /** The ARN of IAM or STS: the account and what is in it. */
  private static final Pattern ARN =
      Pattern.compile(
          "arn:aws:(?:iam|sts)::([A-Za-z0-9_-]{1,64}):"
              + "(root|(?:user|role|group|assumed-role|federated-user)/[^*?]{1,1024})");

  /** Under which CloudFront asks: an account that is none. */
  private static final String CLOUDFRONT = "cloudfront";

  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final int MAX_NAME_LENGTH = 1024;

  private final KnownPrincipals known;

  PrincipalReader(KnownPrincipals known) {
    this.known = known;
  }

  /**
   * Reads a Principal or NotPrincipal.
   *
   * @throws PolicyException for what names nobody
   */
  Principals read(Json json, boolean negated) {
    List<Principal> named = new ArrayList<>();
    switch (json) {
      case Json.Text(String text) when text.equals("*") -> named.add(new Principal.Everybody());
      case Json.Members members -> {
        for (Map.Entry<String, Json> entry : members.entries()) {
          for (Json value : entry.getValue().oneOrMore()) {
            named.add(principal(entry.getKey(), value));
          }
        }
      }
      default -> throw refusal();
    }
    if (named.isEmpty()) {
      throw refusal();
    }
    return new Principals(List.copyOf(named), negated);
  }

  private Principal principal(String kind, Json value) {
    if (!(value instanceof Json.Text(String text)) || text.isEmpty()) {
      throw refusal();
    }
    return switch (kind) {
      case "AWS" -> account(text);
      case "CanonicalUser" -> {
        if (!known.hasCanonicalId(text)) {
          throw refusal();
        }
        yield new Principal.OfCanonicalId(text);
      }
      case "Service", "Federated" -> {
        if (text.length() > MAX_NAME_LENGTH || text.contains("*")) {
          throw refusal();
        }
        yield new Principal.Elsewhere();
      }
      default -> throw refusal();
    };
  }

  private Principal account(String text) {
    if (text.equals("*")) {
      return new Principal.Everybody();
    }
    if (ACCOUNT.matcher(text).matches() && known.hasAccount(text)) {
      return new Principal.OfAccount(text);
    }
    Matcher arn = ARN.matcher(text);
    if (!arn.matches()) {
      throw refusal();
    }
    String id = arn.group(1);
    if (id.equals(CLOUDFRONT)) {
      return new Principal.Elsewhere();
    }
    if (!known.hasAccount(id)) {
      throw refusal();
    }
    return "root".equals(arn.group(2)) ? new Principal.OfAccount(id) : new Principal.OfArn(text);
  }

  private static PolicyException refusal() {
    return PolicyException.malformedPolicy(INVALID);
  }
}
