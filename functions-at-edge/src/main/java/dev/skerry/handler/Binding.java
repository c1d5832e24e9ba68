package dev.skerry.handler;

/**
 * What a handler is given under a name that its configuration says, the same from every language.
 * Immutable, safe for any thread.
 */
public sealed interface Binding permits Binding.Variable, Binding.Secret, KeyValues {
  /** A text that anybody may see. */
  record Variable(String text) implements Binding {}

  /** A text that the handler alone is shown: it prints as stars. */
  record Secret(String text) implements Binding {
    @Override
    public String toString() {
      return "***";
    }
  }
}
