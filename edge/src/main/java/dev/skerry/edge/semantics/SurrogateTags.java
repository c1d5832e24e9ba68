package dev.skerry.edge.semantics;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The tags by which a stored response can be purged, as its origin gave them: {@code Surrogate-Key}
 * (between spaces), {@code Cache-Tag} (between commas), {@code xkey} (either).
 *
 * @param tags without repetition, in order, case kept
 * @param complete false if there were more or longer tags than allowed; a purge could then miss the
 *     response, so it must not be stored
 */
public record SurrogateTags(Set<String> tags, boolean complete) {
  /** No tags. */
  public static final SurrogateTags NONE = new SurrogateTags(Set.of(), true);

  /** The names of the fields that hold tags. */
  public static final List<String> FIELDS =
      List.of(FieldNames.SURROGATE_KEY, FieldNames.CACHE_TAG, FieldNames.XKEY);

  /** Whether a field holds tags, and is meant for caches like this one only. */
  public static boolean isTagField(String name) {
    return name.equals(FieldNames.SURROGATE_KEY)
        || name.equals(FieldNames.CACHE_TAG)
        || name.equals(FieldNames.XKEY);
  }

  /**
   * Reads all lines of the three fields.
   *
   * @param maxTags the most tags of one response
   * @param maxLength the most characters of one tag
   */
  public static SurrogateTags of(Fields response, int maxTags, int maxLength) {
    Set<String> tags = null;
    boolean complete = true;
    for (int i = 0; i < response.size(); i++) {
      String name = response.name(i);
      if (isTagField(name)) {
        tags = tags == null ? new LinkedHashSet<>() : tags;
        boolean spaces = !name.equals(FieldNames.CACHE_TAG);
        boolean commas = !name.equals(FieldNames.SURROGATE_KEY);
        complete &= addTags(response.value(i), spaces, commas, maxTags, maxLength, tags);
      }
    }
    return tags == null ? NONE : new SurrogateTags(tags, complete);
  }

  private static boolean addTags(
      String value, boolean spaces, boolean commas, int maxTags, int maxLength, Set<String> tags) {
    int start = 0;
    for (int i = 0; i <= value.length(); i++) {
      if (i == value.length() || isSeparator(value.charAt(i), spaces, commas)) {
        String tag = value.substring(start, i).strip();
        start = i + 1;
        if (tag.isEmpty()) {
          continue;
        }
        if (tag.length() > maxLength || (tags.size() >= maxTags && !tags.contains(tag))) {
          return false;
        }
        tags.add(tag);
      }
    }
    return true;
  }

  private static boolean isSeparator(char c, boolean spaces, boolean commas) {
    return (spaces && (c == ' ' || c == '\t')) || (commas && c == ',');
  }
}
