package dev.skerry.edge.exchange;

import dev.skerry.edge.compress.CodedHead;
import dev.skerry.edge.rules.VaryMembers;
import dev.skerry.edge.semantics.EntityTags;
import dev.skerry.http.FieldLists;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Response;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a handler has changed in a response: applied to the head that is sent, which may be another
 * one by then (a 304, a part, in another coding).
 *
 * @param answer what it was asked about
 * @param before the response that it was given
 * @param after the one that it returned
 */
record HandledResponse(Answer answer, Response before, Response after) {
  private static final String BYTE_RANGES = "multipart/byteranges";

  /** One that changes nothing. */
  static HandledResponse unchanged(Answer answer, Response response) {
    return new HandledResponse(answer, response, response);
  }

  /** Whether it is about that very answer; another one that looks the same is not. */
  @SuppressWarnings("ReferenceEquality")
  boolean isAbout(@Nullable Answer other) {
    return answer == other;
  }

  /**
   * Whether the handler wants another status: then the viewer gets that one, and neither a 304 nor
   * a 206 in its place, whatever it asked for.
   */
  boolean changesStatus() {
    return before.status() != after.status();
  }

  /** Changes a head: the fields that differ, and the status if the handler wants another one. */
  void applyTo(Response head) {
    boolean coded = isCoded(head);
    for (String name : names()) {
      List<String> wanted = after.fields().all(name);
      if (!before.fields().all(name).equals(wanted)) {
        change(head.fields(), name, coded ? coded(name, wanted) : wanted);
      }
    }
    if (changesStatus()) {
      head.status(after.status());
      head.fields().remove(FieldNames.CONTENT_RANGE);
      if (HandlerCalls.hasNoContent(before.status())) {
        // There is none, and now a status that may have some: its end must be known.
        head.fields().set(FieldNames.CONTENT_LENGTH, "0");
      }
    }
  }

  /** Whether the content is sent in another coding than the handler was told. */
  private boolean isCoded(Response head) {
    return head.status() != 304
        && !head.fields()
            .all(FieldNames.CONTENT_ENCODING)
            .equals(before.fields().all(FieldNames.CONTENT_ENCODING));
  }

  /** What the handler said of the content without the coding, as it holds with it. */
  private static List<String> coded(String name, List<String> wanted) {
    if (name.equals(FieldNames.ETAG)) {
      return wanted.stream().map(EntityTags::weakened).toList();
    }
    return CodedHead.isWrongWhenCoded(name) ? List.of() : wanted;
  }

  private static void change(Fields head, String name, List<String> wanted) {
    if (name.equals(FieldNames.VARY)) {
      // The edge has chosen by what it says there, so nothing of that may go.
      FieldLists.members(String.join(",", wanted)).forEach(member -> VaryMembers.add(head, member));
    } else if (!name.equals(FieldNames.CONTENT_TYPE) || !isManyParts(head)) {
      head.remove(name);
      wanted.forEach(value -> head.add(name, value));
    }
  }

  /** Whether the type has the boundary without which the content cannot be read. */
  private static boolean isManyParts(Fields head) {
    String type = head.first(FieldNames.CONTENT_TYPE);
    return type != null && type.regionMatches(true, 0, BYTE_RANGES, 0, BYTE_RANGES.length());
  }

  private Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    addNames(before.fields(), names);
    addNames(after.fields(), names);
    return names;
  }

  private static void addNames(Fields fields, Set<String> names) {
    fields.forEach((name, value) -> names.add(name));
  }
}
