package dev.skerry.edge.sync;

import dev.skerry.edge.purge.Expression;
import dev.skerry.edge.purge.ExpressionException;
import dev.skerry.edge.purge.Purge;
import dev.skerry.edge.purge.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A purge as members of a JSON object, named as in the purge document of the admin API: {@code
 * urls}, {@code tags}, {@code prefixes}, {@code hosts}, {@code expression}, {@code everything},
 * {@code site}, {@code soft}; those that say nothing are left out, but {@code soft}. Selectors come
 * back in the order of this list.
 */
final class PurgeForm {
  private PurgeForm() {}

  /**
   * Adds what a purge selects to an object.
   *
   * @throws IllegalArgumentException if it has several expressions, for which there is no form
   */
  static void write(Purge purge, ObjectNode object) {
    if (purge.site() != null) {
      object.put("site", purge.site());
    }
    for (Selector selector : purge.selectors()) {
      switch (selector) {
        case Selector.Url(String url) -> list(object, "urls").add(url);
        case Selector.Tag(String tag) -> list(object, "tags").add(tag);
        case Selector.Prefix(String prefix) -> list(object, "prefixes").add(prefix);
        case Selector.Host(String host) -> list(object, "hosts").add(host);
        case Selector.Matching(Expression expression) -> {
          if (object.get("expression") != null) {
            throw new IllegalArgumentException("expected at most one expression in a purge");
          }
          object.put("expression", expression.text());
        }
        case Selector.Everything() -> object.put("everything", true);
      }
    }
    object.put("soft", purge.soft());
  }

  private static ArrayNode list(ObjectNode object, String name) {
    return object.get(name) instanceof ArrayNode there ? there : object.putArray(name);
  }

  /** Reads what {@link #write} has written. */
  static Purge read(Members members, long sequence, long atMillis) throws SyncException {
    List<Selector> selectors = new ArrayList<>();
    readAll(members, "urls", selectors, Selector.Url::new);
    readAll(members, "tags", selectors, Selector.Tag::new);
    readAll(members, "prefixes", selectors, Selector.Prefix::new);
    readAll(members, "hosts", selectors, Selector.Host::new);
    String expression = members.textIfAny("expression");
    if (expression != null) {
      try {
        selectors.add(new Selector.Matching(Expression.parse(expression)));
      } catch (ExpressionException e) {
        throw members.wrong("expression", String.valueOf(e.getMessage()));
      }
    }
    if (members.has("everything") && members.flag("everything")) {
      selectors.add(new Selector.Everything());
    }
    @Nullable String site = members.textIfAny("site");
    boolean soft = members.flag("soft");
    if (selectors.isEmpty()) {
      throw members.wrong("", "a purge of nothing");
    }
    return new Purge(sequence, atMillis, site, selectors, soft);
  }

  /** The only site of a purge whose other members cannot be read; null for all, or unknown. */
  static @Nullable String siteOfUnreadable(Members members) {
    try {
      return members.textIfAny("site");
    } catch (SyncException e) {
      return null;
    }
  }

  private static void readAll(
      Members members, String name, List<Selector> selectors, Function<String, Selector> selector)
      throws SyncException {
    for (String text : members.texts(name, false)) {
      try {
        selectors.add(selector.apply(text));
      } catch (IllegalArgumentException e) {
        throw members.wrong(name, String.valueOf(e.getMessage()));
      }
    }
  }
}
