package dev.skerry.edge.config.document;

import dev.skerry.edge.config.Snapshot;
import java.util.List;

/** What became of a document. */
public sealed interface Compilation {
  /**
   * The document is right.
   *
   * @param snapshot ready to be in force
   * @param shown the document without its secrets
   */
  record Compiled(Snapshot snapshot, ShownDocument shown) implements Compilation {}

  /**
   * The document is wrong; what was in force stays.
   *
   * @param problems all of them, in the order of the text; at least one
   */
  record Refused(List<Problem> problems) implements Compilation {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
