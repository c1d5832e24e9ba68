package dev.skerry.origin.tables.model.error;

import java.util.List;

/** A table is there that the model cannot be made to fit without losing something. */
public final class TableMismatch extends ModelException {
  private final transient List<Finding> findings;

  /**
   * With all that was found.
   *
   * @param subject the table's name
   * @param findings at least one
   */
  public TableMismatch(String subject, List<Finding> findings) {
    super(listed("the table " + subject + " is not as its model says: ", findings), null);
    this.findings = List.copyOf(findings);
  }

  /** All that was found, in the order of the record's components. */
  public List<Finding> findings() {
    return findings;
  }
}
