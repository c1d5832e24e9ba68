package dev.skerry.origin.objects;

/** That the object store refuses what was asked; nothing was changed. */
public final class ObjectsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ObjectsError error;

  /** A refusal; without a stack trace, for it is an everyday answer. */
  public ObjectsException(ObjectsError error, String message) {
    super(message, null, false, false);
    this.error = error;
  }

  /** What kind of refusal. */
  public ObjectsError error() {
    return error;
  }
}
