package dev.skerry.edge.rules;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;

/** Adds to {@code Vary} (RFC 9110 §12.5.5). */
public final class VaryMembers {
  private VaryMembers() {}

  /** Adds a member that is not there yet. */
  public static void add(Fields fields, String member) {
    String vary = fields.combined(FieldNames.VARY);
    if (vary == null || vary.isBlank()) {
      fields.set(FieldNames.VARY, member);
      return;
    }
    for (String each : vary.split(",", -1)) {
      String name = each.strip();
      if (name.equals("*") || name.equalsIgnoreCase(member)) {
        return;
      }
    }
    fields.set(FieldNames.VARY, vary + ", " + member);
  }
}
