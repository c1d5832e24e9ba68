package dev.skerry.handler.testing;

/** Thrown for an event file that cannot be read: says where, what is there, what was expected. */
public final class EventProblem extends Exception {
  private static final long serialVersionUID = 1;

  EventProblem(String file, String place, String what) {
    super(file + (place.isEmpty() ? "" : ": " + place) + ": " + what, null, false, false);
  }
}
