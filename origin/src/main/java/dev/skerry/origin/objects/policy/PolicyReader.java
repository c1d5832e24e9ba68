package dev.skerry.origin.objects.policy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a policy document: the first fault found is the answer. */
final class PolicyReader {
  /** The version of the policy language that has variables. */
  private static final String WITH_VARIABLES = "2012-10-17";

  private static final String WITHOUT_VARIABLES = "2008-10-17";

  private static final Set<String> OF_DOCUMENT = Set.of("Version", "Id", "Statement");
  private static final Set<String> OF_STATEMENT =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");

  private final String bucket;
  private final PrincipalReader principals;
  private final Set<String> ids = new HashSet<>();

  PolicyReader(String bucket, KnownPrincipals known) {
    this.bucket = bucket;
    this.principals = new PrincipalReader(known);
  }

  PolicyDocument read(byte[] json) {
    if (json.length > PolicyDocument.MAX_OCTETS) {
      throw refusal(
          "Normalized policy document exceeds the maximum allowed size of "
              + PolicyDocument.MAX_OCTETS
              + " bytes");
    }
    Json.Members document = JsonReader.read(json);
    requireKnown(document, OF_DOCUMENT);
    requireText(document, "Id");
    boolean variables = version(document.get("Version"));
    Json statements = required(document, "Statement");
    if (statements.oneOrMore().isEmpty()) {
      throw refusal("Could not parse the policy: Statement is empty!");
    }
    List<Statement> read = new ArrayList<>();
    for (Json statement : statements.oneOrMore()) {
      if (!(statement instanceof Json.Members members)) {
        throw refusal("Could not parse the policy: Statement is not an object");
      }
      read.add(statement(members, variables));
    }
    return new PolicyDocument(read);
  }

  private static boolean version(@Nullable Json version) {
    return switch (version) {
      case null -> false;
      case Json.Text(String text) when text.equals(WITH_VARIABLES) -> true;
      case Json.Text(String text) when text.equals(WITHOUT_VARIABLES) -> false;
      default -> throw refusal("The policy must contain a valid version string");
    };
  }

  private Statement statement(Json.Members statement, boolean variables) {
    requireKnown(statement, OF_STATEMENT);
    requireText(statement, "Sid");
    if (statement.get("Sid") instanceof Json.Text(String id) && !ids.add(id)) {
      throw refusal("Statement IDs (SID) in a single policy must be unique.");
    }
    boolean denies = denies(required(statement, "Effect"));
    Named principal = oneOf(statement, "Principal", "NotPrincipal");
    if (principal.negated && !denies) {
      throw refusal("Allow with NotPrincipal is not allowed.");
    }
    Principals who = principals.read(principal.json, principal.negated);
    Named action = oneOf(statement, "Action", "NotAction");
    Named resource = oneOf(statement, "Resource", "NotResource");
    Resources what = Resources.read(resource.json, bucket, resource.negated, variables);
    Set<Action> actions = actions(action, what);
    Json condition = statement.get("Condition");
    List<Condition> conditions =
        condition == null ? List.of() : ConditionReader.read(condition, actions, variables);
    return new Statement(denies, who, actions, what, conditions);
  }

  private static boolean denies(Json effect) {
    return switch (effect) {
      case Json.Text(String text) when text.equals("Allow") -> false;
      case Json.Text(String text) when text.equals("Deny") -> true;
      case Json.Text(String text) -> throw refusal("Invalid effect: " + text);
      default -> throw refusal("Invalid effect");
    };
  }

  /** Every pattern must match an action, and one that can be done to what the statement is of. */
  private static Set<Action> actions(Named named, Resources what) {
    Set<Action> all = EnumSet.noneOf(Action.class);
    if (named.json.oneOrMore().isEmpty()) {
      throw refusal("Policy has invalid action");
    }
    for (Json value : named.json.oneOrMore()) {
      if (!(value instanceof Json.Text(String pattern))) {
        throw refusal("Policy has invalid action");
      }
      Set<Action> matching = Action.matching(pattern);
      if (matching.isEmpty()) {
        throw refusal("Policy has invalid action");
      }
      if (!named.negated && matching.stream().noneMatch(what::mayTake)) {
        throw refusal("Action does not apply to any resource(s) in statement");
      }
      all.addAll(matching);
    }
    return named.negated ? EnumSet.complementOf(EnumSet.copyOf(all)) : all;
  }

  /** An element, or the one that speaks of all others. */
  private record Named(Json json, boolean negated) {}

  private static Named oneOf(Json.Members statement, String name, String negation) {
    Json plain = statement.get(name);
    Json negated = statement.get(negation);
    if (plain != null && negated != null) {
      throw refusal("Statement has both " + name + " and " + negation);
    }
    if (negated != null) {
      return new Named(negated, true);
    }
    return new Named(required(statement, name), false);
  }

  private static Json required(Json.Members members, String name) {
    Json value = members.get(name);
    if (value == null || value instanceof Json.Nothing) {
      throw refusal("Missing required field " + name);
    }
    return value;
  }

  private static void requireText(Json.Members members, String name) {
    Json value = members.get(name);
    if (value != null && !(value instanceof Json.Text)) {
      throw refusal("Invalid value for field " + name);
    }
  }

  private static void requireKnown(Json.Members members, Set<String> names) {
    for (Map.Entry<String, Json> entry : members.entries()) {
      if (!names.contains(entry.getKey())) {
        throw refusal("Unknown field " + entry.getKey());
      }
    }
  }

  private static PolicyException refusal(String message) {
    return PolicyException.malformedPolicy(message);
  }
}
