package dev.skerry.edge.admin.shape;

/**
 * One thing that is wrong in a call.
 *
 * @param place where: {@code pointer} into the content, or a {@code parameter} of path or query
 * @param at a JSON pointer (RFC 6901), empty for all of the content; or the parameter's name
 * @param detail what is there and what was expected
 */
public record Violation(Place place, String at, String detail) {
  /** Where in a call. */
  public enum Place {
    POINTER,
    PARAMETER
  }

  /** Something wrong in the content. */
  public static Violation in(String pointer, String detail) {
    return new Violation(Place.POINTER, pointer, detail);
  }

  /** Something wrong with a parameter. */
  public static Violation of(String parameter, String detail) {
    return new Violation(Place.PARAMETER, parameter, detail);
  }
}
