package dev.skerry.origin.tables.model.error;

import java.util.List;

/** What should be written or asked does not fit the model; nothing was sent. */
public final class ValidationFailed extends ModelException {
  private final transient List<Finding> findings;

  /**
   * With all that was found.
   *
   * @param subject the record's simple name
   * @param findings at least one
   */
  public ValidationFailed(String subject, List<Finding> findings) {
    super(listed(subject + " does not fit its model: ", findings), null);
    this.findings = List.copyOf(findings);
  }

  /** All that was found, in the order of the record's components. */
  public List<Finding> findings() {
    return findings;
  }
}
