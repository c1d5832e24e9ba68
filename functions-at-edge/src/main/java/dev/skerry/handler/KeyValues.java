package dev.skerry.handler;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A namespace: keys with a text each, which handlers look up and do not change. There is one in
 * memory, however many handlers have it; equal ones have the same name, keys and values.
 */
public final class KeyValues implements Binding {
  private final String namespace;
  private final Map<String, String> values;
  private final List<String> keys;
  private final Instant read;
  private final String digest;

  private KeyValues(String namespace, Map<String, String> values, Instant read) {
    this.namespace = namespace;
    this.values = Map.copyOf(values);
    this.keys = this.values.keySet().stream().sorted().toList();
    this.read = read;
    Sha256 sha256 = new Sha256().text(namespace);
    keys.forEach(key -> sha256.text(key).text(this.values.getOrDefault(key, "")));
    this.digest = sha256.hex();
  }

  /**
   * Makes a namespace; the map is copied.
   *
   * @param namespace its name in configuration
   * @param read when the values were read, which is no part of what makes two equal
   */
  public static KeyValues of(String namespace, Map<String, String> values, Instant read) {
    return new KeyValues(namespace, values, read);
  }

  /** Its name in configuration. */
  public String namespace() {
    return namespace;
  }

  /** The text of a key, or null if there is no such key. */
  public @Nullable String get(String key) {
    return values.get(key);
  }

  /** How many keys there are. */
  public int size() {
    return keys.size();
  }

  /** When the values were read. */
  public Instant read() {
    return read;
  }

  /**
   * Keys in the order of {@link String#compareTo}. Takes time in proportion to what it gives.
   *
   * @param prefix what they begin with
   * @param after the last key that is known already; null for none
   * @param most how many at most
   */
  public List<String> keys(String prefix, @Nullable String after, int most) {
    List<String> page = new ArrayList<>();
    int at = firstAfter(prefix, after);
    while (at < keys.size() && page.size() < most && keys.get(at).startsWith(prefix)) {
      page.add(keys.get(at++));
    }
    return page;
  }

  private int firstAfter(String prefix, @Nullable String after) {
    if (after == null || after.compareTo(prefix) < 0) {
      int found = Collections.binarySearch(keys, prefix);
      return found < 0 ? -found - 1 : found;
    }
    int found = Collections.binarySearch(keys, after);
    return found < 0 ? -found - 1 : found + 1;
  }

  /** SHA-256 of name, keys and values, in hexadecimal. */
  public String digest() {
    return digest;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeyValues same && same.digest.equals(digest);
  }

  @Override
  public int hashCode() {
    return digest.hashCode();
  }

  /** The name, for messages. */
  @Override
  public String toString() {
    return namespace;
  }
}
