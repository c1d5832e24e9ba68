package dev.skerry.origin.tables.model.error;

/** More was asked of the table or the account than it may give. */
public final class Throttled extends ModelException {
  /** With what the service, or the client on the way to it, said. */
  public Throttled(Throwable cause) {
    super("asked for too much: " + cause.getMessage(), cause);
  }

  @Override
  public boolean mayBeRetried() {
    return true;
  }
}
