package dev.skerry.origin.tables.dynamodb;

import java.util.List;
import tools.jackson.core.JsonGenerator;

/** What answers about several tables have in common. */
final class Batches {
  private Batches() {}

  /** Writes the list {@code ConsumedCapacity} if it was asked for. */
  static void consumed(Fields in, List<Consumed> parts, JsonGenerator out) {
    String wanted = in.text("ReturnConsumedCapacity", "NONE");
    if (wanted.equals("NONE")) {
      return;
    }
    out.writeArrayPropertyStart("ConsumedCapacity");
    SentNames names = SentNames.of(in);
    parts.forEach(part -> part.structure(names, wanted.equals("INDEXES"), out));
    out.writeEndArray();
  }
}
