package dev.skerry.origin.tables.model.error;

/** There is no table of this name, or none that may be used yet. */
public final class TableMissing extends ModelException {
  /** With what the service, or the client on the way to it, said. */
  public TableMissing(Throwable cause) {
    super("no such table: " + cause.getMessage(), cause);
  }
}
