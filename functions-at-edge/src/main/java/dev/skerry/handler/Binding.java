package dev.skerry.handler;

/**
 * What a handler is given under a name that its configuration says, the same from every language.
 * Immutable, safe for any thread.
 */
public sealed interface Binding permits Binding.Variable, Binding.Secret, Binding.Kept, KeyValues {
  /** A text that anybody may see. */
  record Variable(String text) implements Binding {}

  /** A text that the handler alone is shown: it prints as stars. */
  record Secret(String text) implements Binding {
    @Override
    public String toString() {
      return "***";
    }
  }

  /** What the control plane's origin keeps, and is asked for while a handler runs. */
  sealed interface Kept extends Binding {
    /** Its name there. */
    String name();
  }

  /** A table of the control plane's own account. */
  record Table(String name) implements Kept {}

  /** A bucket. */
  record Bucket(String name) implements Kept {}
}
