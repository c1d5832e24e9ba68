package dev.skerry.edge.admin;

import dev.skerry.edge.admin.ProblemException.Violation;
import dev.skerry.edge.purge.Expression;
import dev.skerry.edge.purge.ExpressionException;
import dev.skerry.edge.purge.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a purge order from JSON, strictly: all that is wrong is told at once, and nothing is
 * purged.
 *
 * <pre>{"urls": [], "tags": [], "prefixes": [], "hosts": [], "expression": "",
 *  "everything": true, "site": "", "soft": false, "dry_run": false}</pre>
 */
final class PurgeDocument {
  static final int TARGETS_MAX = 1_000;

  private static final Set<String> FIELDS =
      Set.of(
          "urls",
          "tags",
          "prefixes",
          "hosts",
          "expression",
          "everything",
          "site",
          "soft",
          "dry_run");

  private final JsonNode document;
  private final List<Selector> selectors = new ArrayList<>();
  private final List<Violation> violations = new ArrayList<>();

  private PurgeDocument(JsonNode document) {
    this.document = document;
  }

  static PurgeOrder read(JsonNode document) throws ProblemException {
    if (!document.isObject()) {
      throw new ProblemException(Problem.INVALID_REQUEST, "expected a JSON object");
    }
    return new PurgeDocument(document).order();
  }

  private PurgeOrder order() throws ProblemException {
    for (String name : document.propertyNames()) {
      if (!FIELDS.contains(name)) {
        refuse(
            "/" + name, "unknown field '" + name + "', expected one of " + new TreeSet<>(FIELDS));
      }
    }
    readAll("urls", text -> new Selector.Url(TargetUrl.withoutScheme(text)));
    readAll("tags", Selector.Tag::new);
    readAll("prefixes", text -> new Selector.Prefix(TargetUrl.withoutScheme(text)));
    readAll("hosts", text -> new Selector.Host(TargetUrl.authority(text)));
    readExpression();
    if (flag("everything")) {
      selectors.add(new Selector.Everything());
    }
    String site = string("site");
    boolean soft = flag("soft");
    boolean dryRun = flag("dry_run");
    if (violations.isEmpty()) {
      checkSelectors();
    }
    if (!violations.isEmpty()) {
      throw new ProblemException(violations);
    }
    return new PurgeOrder(site, List.copyOf(selectors), soft, dryRun);
  }

  private void checkSelectors() {
    if (selectors.isEmpty()) {
      refuse("", "nothing to purge: name urls, tags, prefixes, hosts, an expression or everything");
    } else if (selectors.size() > TARGETS_MAX) {
      refuse("", selectors.size() + " targets, expected at most " + TARGETS_MAX);
    } else if (selectors.size() > 1 && selectors.getLast() instanceof Selector.Everything) {
      refuse("/everything", "everything leaves nothing for another target; give only one of them");
    }
  }

  private void readAll(String name, Function<String, Selector> selector) {
    JsonNode node = document.get(name);
    if (node == null) {
      return;
    }
    if (!node.isArray()) {
      refuse("/" + name, "expected an array of strings, found " + shortly(node));
      return;
    }
    for (int i = 0; i < node.size(); i++) {
      String pointer = "/" + name + "/" + i;
      String text = string(node.get(i), pointer);
      if (text != null) {
        try {
          selectors.add(selector.apply(text));
        } catch (IllegalArgumentException e) {
          refuse(pointer, String.valueOf(e.getMessage()));
        }
      }
    }
  }

  private void readExpression() {
    String text = string("expression");
    if (text != null) {
      try {
        selectors.add(new Selector.Matching(Expression.parse(text)));
      } catch (ExpressionException e) {
        refuse("/expression", String.valueOf(e.getMessage()));
      }
    }
  }

  private @Nullable String string(String name) {
    JsonNode node = document.get(name);
    return node == null ? null : string(node, "/" + name);
  }

  private @Nullable String string(JsonNode node, String pointer) {
    if (!node.isString() || node.stringValue().isBlank()) {
      refuse(pointer, "expected a string that is not empty, found " + shortly(node));
      return null;
    }
    return node.stringValue();
  }

  private boolean flag(String name) {
    JsonNode node = document.get(name);
    if (node == null) {
      return false;
    }
    if (!node.isBoolean()) {
      refuse("/" + name, "expected true or false, found " + shortly(node));
      return false;
    }
    return node.booleanValue();
  }

  private void refuse(String pointer, String detail) {
    violations.add(new Violation(pointer, detail));
  }

  private static String shortly(JsonNode node) {
    String text = node.toString();
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
