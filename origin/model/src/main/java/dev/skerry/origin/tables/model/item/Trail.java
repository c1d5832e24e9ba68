package dev.skerry.origin.tables.model.item;

import dev.skerry.origin.tables.model.error.Finding;
import java.util.ArrayList;
import java.util.List;

/** The way into an item, and all that is found wrong along it. Belongs to one thread. */
public final class Trail {
  private final String path;
  private final List<Finding> findings;

  private Trail(String path, List<Finding> findings) {
    this.path = path;
    this.findings = findings;
  }

  /** At the item itself, with nothing found. */
  public static Trail begin() {
    return new Trail("", new ArrayList<>());
  }

  /** One step further: at an attribute of a document, or a key of a map. */
  public Trail at(String name) {
    return new Trail(path.isEmpty() ? name : path + '.' + name, findings);
  }

  /** One step further: at an element of a list. */
  public Trail at(int index) {
    return new Trail(path + '[' + index + ']', findings);
  }

  /** Notes what is wrong here, to be read after the path. */
  public void found(String problem) {
    findings.add(new Finding(path, problem));
  }

  /** All that was found, here and anywhere on the same way. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }
}
