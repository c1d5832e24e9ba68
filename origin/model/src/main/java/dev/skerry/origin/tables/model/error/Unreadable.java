package dev.skerry.origin.tables.model.error;

import java.util.List;

/** An item in the table does not fit the model. */
public final class Unreadable extends ModelException {
  private final transient List<Finding> findings;

  /**
   * With all that was found.
   *
   * @param subject the table's name
   * @param findings at least one
   */
  public Unreadable(String subject, List<Finding> findings) {
    super(listed("an item of " + subject + " does not fit its model: ", findings), null);
    this.findings = List.copyOf(findings);
  }

  /** All that was found, in the order of the record's components. */
  public List<Finding> findings() {
    return findings;
  }
}
