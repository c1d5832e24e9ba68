package dev.skerry.edge.semantics;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import java.util.ArrayList;
import java.util.List;

/** Makes a forwarded request ask whether stored responses still hold (RFC 9111 §4.3.1). */
public final class Validation {
  /** The most entity tags in one request; the caller puts the likeliest variants first. */
  public static final int MAX_TAGS = 16;

  private Validation() {}

  /**
   * Takes out the conditions and ranges that the viewer set, so that the answer is a whole one. The
   * viewer's own conditions are evaluated afterwards, on what is stored then ({@link
   * Preconditions}).
   */
  public static void removeConditions(Fields request) {
    request.removeIf((name, value) -> isCondition(name));
  }

  private static boolean isCondition(String name) {
    return switch (name) {
      case FieldNames.IF_NONE_MATCH,
          FieldNames.IF_MODIFIED_SINCE,
          FieldNames.IF_RANGE,
          FieldNames.RANGE ->
          true;
      default -> false;
    };
  }

  /**
   * Sets the conditions that validate one stored response, in place of any other: its entity tag
   * and its date of last modification, whichever it has.
   *
   * @return whether it has any validator; if not, the request is left without conditions
   */
  public static boolean setConditions(Fields request, Validators stored) {
    removeConditions(request);
    if (stored.etag() != null) {
      request.set(FieldNames.IF_NONE_MATCH, stored.etag());
    }
    if (stored.lastModified() != null) {
      request.set(FieldNames.IF_MODIFIED_SINCE, stored.lastModified());
    }
    return stored.isPresent();
  }

  /**
   * Sets the conditions that ask for any of several stored responses (variants of one resource):
   * their entity tags. Those without a tag cannot take part.
   *
   * @return the stored responses that take part, in the order given; what {@link Freshening#select}
   *     chooses from
   */
  public static List<Validators> setConditions(Fields request, List<Validators> stored) {
    if (stored.size() == 1) {
      return setConditions(request, stored.getFirst()) ? List.copyOf(stored) : List.of();
    }
    removeConditions(request);
    List<Validators> asked = new ArrayList<>();
    List<String> tags = new ArrayList<>();
    for (Validators candidate : stored) {
      String etag = candidate.etag();
      if (etag != null && isListable(etag) && tags.size() < MAX_TAGS) {
        asked.add(candidate);
        if (!tags.contains(etag)) {
          tags.add(etag);
        }
      }
    }
    if (!tags.isEmpty()) {
      request.set(FieldNames.IF_NONE_MATCH, EntityTags.list(tags));
    }
    return asked;
  }

  /** Whether a tag can stand in a list without being misread: only a well-formed one. */
  private static boolean isListable(String etag) {
    return EntityTags.isStrong(etag)
        || (etag.startsWith("W/") && EntityTags.isStrong(etag.substring(2)));
  }
}
