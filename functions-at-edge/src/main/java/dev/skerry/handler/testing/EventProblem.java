package dev.skerry.handler.testing;

/**
 * Thrown for an event file that cannot be read: says the file, the place in it and what is wrong.
 */
public final class EventProblem extends Exception {
  private static final long serialVersionUID = 1;

  EventProblem(String place, String message) {
    super(place + ": " + message);
  }
}
