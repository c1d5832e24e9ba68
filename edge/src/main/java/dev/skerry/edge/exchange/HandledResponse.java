package dev.skerry.edge.exchange;

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

  /** One that changes nothing. */
  static HandledResponse unchanged(Answer answer, Response response) {
    return new HandledResponse(answer, response, response);
  }

  /** Whether it is about that very answer; another one that looks the same is not. */
  @SuppressWarnings("ReferenceEquality")
  boolean isAbout(@Nullable Answer other) {
    return answer == other;
  }

  /** Changes a head: the fields that differ, and the status where it is still the one that was. */
  void applyTo(Response head) {
    for (String name : names()) {
      List<String> wanted = after.fields().all(name);
      if (!before.fields().all(name).equals(wanted)) {
        head.fields().remove(name);
        wanted.forEach(value -> head.fields().add(name, value));
      }
    }
    if (head.status() == before.status()) {
      head.status(after.status());
    }
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
