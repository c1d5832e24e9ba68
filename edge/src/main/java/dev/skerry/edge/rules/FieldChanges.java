package dev.skerry.edge.rules;

import dev.skerry.edge.config.FieldEdits;
import dev.skerry.edge.config.Template;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;

/** Changes header sections. */
final class FieldChanges {
  private FieldChanges() {}

  static void apply(FieldEdits edits, Fields fields, Template.Values values) {
    for (String name : edits.remove()) {
      if (name.endsWith("*")) {
        String prefix = name.substring(0, name.length() - 1);
        fields.removeIf(
            (field, value) -> field.startsWith(prefix) && !field.equals(FieldNames.CONTENT_LENGTH));
      } else {
        fields.remove(name);
      }
    }
    for (FieldEdits.Line line : edits.set()) {
      fields.set(line.name(), line.value().fill(values));
    }
    for (FieldEdits.Line line : edits.add()) {
      fields.add(line.name(), line.value().fill(values));
    }
  }
}
