package dev.skerry.handler.html;

import java.util.List;

/**
 * Something in the document that handlers are to be told of.
 *
 * @param registrations whose handlers are told, in their order; none of an end tag
 * @param element the number of the element that an end tag, or an element itself, is of; else 0
 * @param token what they read and change
 */
public record Event(EventKind kind, List<Integer> registrations, int element, Token token) {
  /** Copies the list. */
  public Event {
    registrations = List.copyOf(registrations);
  }
}
