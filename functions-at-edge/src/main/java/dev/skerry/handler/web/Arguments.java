package dev.skerry.handler.web;

/**
 * What the library hands to one {@link HostFunction}, by position from 0. Of the thread of the
 * call, and good while it lasts. Each throws {@link IllegalArgumentException}, or what the engine
 * throws in its place, where there is something else.
 */
public interface Arguments {
  /** How many there are. */
  int count();

  /** Whether it is null or undefined. */
  boolean isNull(int index);

  String text(int index);

  /** A whole number. */
  int number(int index);

  boolean flag(int index);

  /** A copy of the octets that a typed array shows. */
  byte[] octets(int index);

  /** What a function has given for the library to keep: an object of the host's own. */
  <T> T handle(int index, Class<T> type);
}
