package dev.skerry.origin.tables.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.value.WireReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the text of a policy must be: JSON of bounded size with statements of which each has an
 * effect, a principal, an action and a resource. Nothing more is understood of it.
 */
final class PolicyDocuments {
  private static final String INVALID = "One or more parameter values were invalid: ";
  private static final int MOST_BYTES = 20 * 1024;

  private PolicyDocuments() {}

  /** Refuses a text that is no policy. */
  static void check(String policy) {
    byte[] octets = policy.getBytes(UTF_8);
    if (octets.length > MOST_BYTES) {
      throw TableException.validation(
          INVALID + "Maximum policy size of " + MOST_BYTES + " bytes exceeded");
    }
    switch (policy.strip()) {
      case "null" -> throw invalid("This text appears not to be a policy");
      case "{}" -> throw invalid("Syntax error at position (1,3)");
      default -> {
        // Its members are looked at below.
      }
    }
    Document document;
    try {
      document = WireReader.read(octets, PolicyDocuments::document);
    } catch (TableException e) {
      throw invalid("This policy contains invalid Json");
    }
    if (document.statements.isEmpty()) {
      throw invalid("Could not parse the policy: Statement is empty!");
    }
    for (Set<String> statement : document.statements) {
      requireAny(statement, "Effect");
      requireAny(statement, "Principal", "NotPrincipal");
      requireAny(statement, "Action", "NotAction");
      requireAny(statement, "Resource", "NotResource");
    }
  }

  /** The names of the members of each statement. */
  private record Document(List<Set<String>> statements) {}

  private static Document document(WireReader reader) {
    List<Set<String>> statements = new ArrayList<>();
    reader.structure(
        WireReader.Place.FIELD,
        "Policy",
        name -> {
          if (!name.equals("Statement") || reader.isNull()) {
            return false;
          }
          statements.addAll(statements(reader));
          return true;
        });
    return new Document(statements);
  }

  private static List<Set<String>> statements(WireReader reader) {
    if (reader.isObject()) {
      return List.of(statement(reader));
    }
    List<Set<String>> all = reader.list(() -> statement(reader));
    return all == null ? List.of() : all;
  }

  private static Set<String> statement(WireReader reader) {
    Set<String> names = new HashSet<>();
    reader.structure(
        WireReader.Place.VALUE,
        "Statement",
        name -> {
          names.add(name);
          return false;
        });
    return names;
  }

  private static void requireAny(Set<String> statement, String... names) {
    for (String name : names) {
      if (statement.contains(name)) {
        return;
      }
    }
    throw invalid("Missing required field " + names[0]);
  }

  private static TableException invalid(String text) {
    return TableException.validation(INVALID + "Invalid policy document: " + text);
  }
}
