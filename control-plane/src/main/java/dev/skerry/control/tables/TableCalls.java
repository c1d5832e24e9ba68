package dev.skerry.control.tables;

/** Counts the calls of the table API; any thread. */
@FunctionalInterface
public interface TableCalls {
  /** Nobody counts. */
  TableCalls UNCOUNTED = (operation, status, nanos) -> {};

  /**
   * A call was answered.
   *
   * @param operation its name, empty where it named none that there is
   * @param nanos from its content's arrival to the answer
   */
  void count(String operation, int status, long nanos);
}
