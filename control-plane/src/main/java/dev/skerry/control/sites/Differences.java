package dev.skerry.control.sites;

import dev.skerry.control.sites.Difference.Change;
import dev.skerry.control.sites.Difference.Kind;
import dev.skerry.control.sites.Difference.What;
import dev.skerry.edge.config.document.Bundle;
import dev.skerry.edge.config.document.Compilation.Compiled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Finds what two configurations differ in: what is shown of them, and that secrets do. */
final class Differences {
  private static final String SITES = "sites";
  private static final String POOLS = "pools";
  private static final String RULES = "rules";

  private final List<Change> changes = new ArrayList<>();

  private Differences() {}

  /** A configuration and what became of it. */
  record Side(Bundle bundle, Compiled compiled) {
    private JsonNode shown() {
      return JsonMapper.shared().readTree(compiled.shown().json());
    }
  }

  /** What the second has and the first has not, and the other way around. */
  static Difference between(Side old, Side now) {
    Differences found = new Differences();
    JsonNode before = old.shown();
    JsonNode after = now.shown();
    boolean same =
        old.compiled.snapshot().fingerprint().equals(now.compiled.snapshot().fingerprint());
    found.compare(before, sites(before, old.compiled), after, sites(after, now.compiled));
    found.compare(What.FILE, "", old.bundle.files(), now.bundle.files(), Arrays::equals);
    found.compare(
        What.VARIABLE, "", old.bundle.variables(), now.bundle.variables(), Object::equals);
    if (found.changes.isEmpty()
        && before.equals(after)
        && !old.bundle.document().equals(now.bundle.document())
        && !same) {
      found.changes.add(new Change(Kind.CHANGED, What.UNSHOWN, ""));
    }
    return new Difference(
        same,
        found.changes,
        UnifiedDiff.of(old.compiled.shown().yaml(), now.compiled.shown().yaml()));
  }

  /** All that a configuration has, where there was none. */
  static Difference toFirst(Side now) {
    Differences found = new Differences();
    JsonNode nothing = JsonMapper.shared().createObjectNode();
    JsonNode after = now.shown();
    found.compare(nothing, Map.of(), after, sites(after, now.compiled));
    found.compare(What.FILE, "", Map.of(), now.bundle.files(), Arrays::equals);
    found.compare(What.VARIABLE, "", Map.of(), now.bundle.variables(), Object::equals);
    return new Difference(false, found.changes, UnifiedDiff.of("", now.compiled.shown().yaml()));
  }

  private void compare(
      JsonNode before,
      Map<String, JsonNode> sitesBefore,
      JsonNode after,
      Map<String, JsonNode> sitesAfter) {
    compare(What.SETTING, "", settings(before), settings(after), Object::equals);
    compare(What.POOL, "", members(before.path(POOLS)), members(after.path(POOLS)), Object::equals);
    sites(sitesBefore, sitesAfter);
  }

  private void sites(Map<String, JsonNode> before, Map<String, JsonNode> after) {
    for (String name : names(before, after)) {
      JsonNode old = before.get(name);
      JsonNode now = after.get(name);
      if (old == null || now == null) {
        changes.add(new Change(old == null ? Kind.ADDED : Kind.REMOVED, What.SITE, name));
      } else if (!old.equals(now)) {
        if (!without(old, RULES).equals(without(now, RULES))) {
          changes.add(new Change(Kind.CHANGED, What.SITE, name));
        }
        compare(What.RULE, name + "/", rules(old), rules(now), Object::equals);
        if (changes.isEmpty() || !changes.getLast().name().startsWith(name)) {
          changes.add(new Change(Kind.CHANGED, What.SITE, name)); // its rules' order
        }
      }
    }
  }

  private <T> void compare(
      What what,
      String prefix,
      Map<String, T> before,
      Map<String, T> after,
      BiPredicate<T, T> same) {
    for (String name : names(before, after)) {
      T old = before.get(name);
      T now = after.get(name);
      if (old == null || now == null) {
        changes.add(new Change(old == null ? Kind.ADDED : Kind.REMOVED, what, prefix + name));
      } else if (!same.test(old, now)) {
        changes.add(new Change(Kind.CHANGED, what, prefix + name));
      }
    }
  }

  private static Set<String> names(Map<String, ?> before, Map<String, ?> after) {
    Set<String> names = new LinkedHashSet<>(before.keySet());
    names.addAll(after.keySet());
    return names;
  }

  private static Map<String, JsonNode> settings(JsonNode document) {
    Map<String, JsonNode> settings = members(document);
    settings.remove(SITES);
    settings.remove(POOLS);
    return settings;
  }

  private static Map<String, JsonNode> members(JsonNode object) {
    Map<String, JsonNode> members = new LinkedHashMap<>();
    object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
    return members;
  }

  /** A compiled site stands where its document's does, and has a name in any case. */
  private static Map<String, JsonNode> sites(JsonNode document, Compiled compiled) {
    Map<String, JsonNode> sites = new LinkedHashMap<>();
    JsonNode shown = document.path(SITES);
    for (int i = 0; i < shown.size(); i++) {
      sites.put(compiled.snapshot().sites().get(i).name(), shown.get(i));
    }
    return sites;
  }

  private static Map<String, JsonNode> rules(JsonNode site) {
    Map<String, JsonNode> rules = new LinkedHashMap<>();
    JsonNode shown = site.path(RULES);
    for (int i = 0; i < shown.size(); i++) {
      String name = shown.get(i).path("name").asString("");
      rules.put(name.isEmpty() ? Integer.toString(i + 1) : name, shown.get(i));
    }
    return rules;
  }

  private static JsonNode without(JsonNode object, String member) {
    return object instanceof ObjectNode node ? node.deepCopy().without(member) : object;
  }
}
