package dev.skerry.origin.tables.model.error;

import java.util.List;

/** A record cannot be a model as it is declared: a fault of the program. */
public final class SchemaInvalid extends ModelException {
  private final transient List<Finding> findings;

  /**
   * With all that was found.
   *
   * @param subject the record's name
   * @param findings at least one
   */
  public SchemaInvalid(String subject, List<Finding> findings) {
    super(listed(subject + " is no model: ", findings), null);
    this.findings = List.copyOf(findings);
  }

  /** All that was found, in the order of the record's components. */
  public List<Finding> findings() {
    return findings;
  }
}
