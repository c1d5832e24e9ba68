package dev.skerry.origin.tables.model.error;

/** No answer came, or the service said that it has a problem; a write may have happened. */
public final class Unavailable extends ModelException {
  /** With what the service, or the client on the way to it, said. */
  public Unavailable(Throwable cause) {
    super("no answer: " + cause.getMessage(), cause);
  }

  @Override
  public boolean mayBeRetried() {
    return true;
  }
}
