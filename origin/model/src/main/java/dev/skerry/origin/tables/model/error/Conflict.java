package dev.skerry.origin.tables.model.error;

/** Another transaction was changing one of the items. */
public final class Conflict extends ModelException {
  /** With what the service, or the client on the way to it, said. */
  public Conflict(Throwable cause) {
    super("another transaction is changing the item: " + cause.getMessage(), cause);
  }

  @Override
  public boolean mayBeRetried() {
    return true;
  }
}
