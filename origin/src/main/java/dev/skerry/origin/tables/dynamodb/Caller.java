package dev.skerry.origin.tables.dynamodb;

/**
 * Who calls.
 *
 * @param account twelve digits
 * @param host as the client's {@code Host} has it
 */
public record Caller(String account, String host) {
  /** Nobody from anywhere else. */
  static final Caller LOCAL = new Caller("000000000000");

  /** A caller who did not say whom he calls. */
  public Caller(String account) {
    this(account, "localhost");
  }
}
