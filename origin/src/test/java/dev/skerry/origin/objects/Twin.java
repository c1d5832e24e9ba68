package dev.skerry.origin.objects;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A bucket as a sorted map of lists, with no regard for cost. */
final class Twin {
  private static final Comparator<String> UTF_8_ORDER =
      (a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));

  /** A version: octets, or null for a delete marker. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record One(String id, byte @Nullable [] octets) {
    boolean isNull() {
      return id.equals("null");
    }
  }

  /** A page as it should be: keys (or "key id") and common prefixes. */
  record Listed(List<String> items, List<String> prefixes) {}

  final Map<String, List<One>> keys = new TreeMap<>(UTF_8_ORDER);
  Versioning versioning = Versioning.NEVER;

  /** Puts a version in front, whose id the store told. */
  void add(String key, One one) {
    List<One> versions = keys.computeIfAbsent(key, k -> new ArrayList<>());
    if (versioning != Versioning.ENABLED) {
      versions.removeIf(One::isNull);
    }
    versions.addFirst(one);
  }

  void removeKey(String key) {
    keys.remove(key);
  }

  void remove(String key, String id) {
    List<One> versions = keys.getOrDefault(key, new ArrayList<>());
    versions.removeIf(one -> one.id().equals(id));
    if (versions.isEmpty()) {
      keys.remove(key);
    }
  }

  @Nullable One current(String key) {
    List<One> versions = keys.get(key);
    return versions == null ? null : versions.getFirst();
  }

  Listed current(String prefix, String delimiter) {
    List<String> items = new ArrayList<>();
    keys.forEach(
        (key, versions) -> {
          if (versions.getFirst().octets() != null) {
            items.add(key);
          }
        });
    return rollUp(items, prefix, delimiter);
  }

  Listed versions(String prefix, String delimiter) {
    List<String> items = new ArrayList<>();
    keys.forEach((key, all) -> all.forEach(one -> items.add(key + " " + one.id())));
    return rollUp(items, prefix, delimiter);
  }

  private static Listed rollUp(List<String> all, String prefix, String delimiter) {
    List<String> items = new ArrayList<>();
    Set<String> prefixes = new LinkedHashSet<>();
    for (String item : all) {
      String key = item.split(" ", -1)[0];
      if (key.startsWith(prefix)) {
        int at = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
        if (at < 0) {
          items.add(item);
        } else {
          prefixes.add(key.substring(0, at + delimiter.length()));
        }
      }
    }
    return new Listed(items, List.copyOf(prefixes));
  }
}
