package dev.skerry.handler.html;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Handlers that were registered together.
 *
 * @param selector of the elements that they are about; null for the document
 * @param kinds of what they are told
 */
public record Registration(@Nullable String selector, Set<EventKind> kinds) {
  /** Copies the kinds. */
  public Registration {
    kinds = Set.copyOf(kinds);
  }
}
