package dev.skerry.edge.admin;

import dev.skerry.edge.admin.ProblemException.Violation;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a purge order from JSON, strictly: all that is wrong is told at once, and nothing is
 * purged.
 *
 * <pre>{"urls": [], "tags": [], "prefixes": [], "hosts": [], "expression": "",
 *  "everything": true, "soft": false, "dry_run": false}</pre>
 */
final class PurgeDocument {
  static final int TARGETS_MAX = 1_000;
  static final int TARGET_CHARS_MAX = 8_192;

  private static final Set<String> FIELDS =
      Set.of("urls", "tags", "prefixes", "hosts", "expression", "everything", "soft", "dry_run");

  private final JsonNode document;
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
    PurgeOrder order =
        new PurgeOrder(
            urls("urls"),
            strings("tags"),
            urls("prefixes"),
            hosts(),
            flag("everything"),
            expression(),
            flag("soft"),
            flag("dry_run"));
    if (violations.isEmpty()) {
      checkTargets(order);
    }
    if (!violations.isEmpty()) {
      throw new ProblemException(violations);
    }
    return order;
  }

  private void checkTargets(PurgeOrder order) {
    if (order.size() == 0) {
      refuse("", "nothing to purge: name urls, tags, prefixes, hosts, an expression or everything");
    } else if (order.size() > TARGETS_MAX) {
      refuse("", order.size() + " targets, expected at most " + TARGETS_MAX);
    } else if (order.everything() && order.size() > 1) {
      refuse("/everything", "everything leaves nothing for another target; give only one of them");
    }
  }

  private List<String> urls(String name) {
    List<String> urls = strings(name);
    for (int i = 0; i < urls.size(); i++) {
      if (!isAbsolute(urls.get(i))) {
        refuse(
            "/" + name + "/" + i,
            "'" + urls.get(i) + "' is not absolute, expected http:// or https://, a host, a path");
      }
    }
    return urls;
  }

  private static boolean isAbsolute(String url) {
    try {
      URI uri = new URI(url);
      String scheme = uri.getScheme();
      return uri.getHost() != null
          && (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private List<String> hosts() {
    List<String> hosts = strings("hosts");
    for (int i = 0; i < hosts.size(); i++) {
      if (!hosts.get(i).matches("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]")) {
        refuse("/hosts/" + i, "'" + hosts.get(i) + "' is no host name without port");
      }
    }
    return hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
  }

  private List<String> strings(String name) {
    JsonNode node = document.get(name);
    if (node == null) {
      return List.of();
    }
    if (!node.isArray()) {
      refuse("/" + name, name + " must be an array of strings");
      return List.of();
    }
    List<String> strings = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      String string = string(node.get(i), "/" + name + "/" + i);
      if (string != null) {
        strings.add(string);
      }
    }
    return strings;
  }

  private @Nullable String expression() {
    JsonNode node = document.get("expression");
    return node == null ? null : string(node, "/expression");
  }

  private @Nullable String string(JsonNode node, String pointer) {
    if (!node.isString() || node.stringValue().isBlank()) {
      refuse(pointer, "expected a string that is not empty, found " + shortly(node));
      return null;
    }
    if (node.stringValue().length() > TARGET_CHARS_MAX) {
      refuse(pointer, "longer than " + TARGET_CHARS_MAX + " characters");
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
      refuse("/" + name, name + " must be true or false, found " + shortly(node));
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
