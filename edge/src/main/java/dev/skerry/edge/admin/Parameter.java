package dev.skerry.edge.admin;

import dev.skerry.edge.admin.shape.Shape;
import dev.skerry.edge.admin.shape.Shapes;

/**
 * A parameter of an endpoint's path or query.
 *
 * @param place where it is
 * @param shape a text, whole number, flag or choice
 * @param required whether a call must have it; those of paths always
 * @param repeated whether it may be there several times
 */
public record Parameter(
    String name, Place place, Shape shape, boolean required, boolean repeated, String description) {
  /** Where parameters are. */
  public enum Place {
    PATH,
    QUERY
  }

  /** A text in the query. */
  public static Parameter text(String name, String description) {
    return new Parameter(name, Place.QUERY, Shape.TEXT, false, false, description);
  }

  /** A whole number in the query. */
  public static Parameter whole(String name, long min, long max, String description) {
    return new Parameter(name, Place.QUERY, Shapes.whole(min, max), false, false, description);
  }

  /** {@code true} or {@code false} in the query. */
  public static Parameter flag(String name, String description) {
    return new Parameter(name, Place.QUERY, Shape.FLAG, false, false, description);
  }

  /** One of an enum's constants in the query. */
  public static Parameter choice(String name, Class<? extends Enum<?>> type, String description) {
    return new Parameter(name, Place.QUERY, Shapes.choice(type), false, false, description);
  }

  static Parameter path(String name, String description) {
    return new Parameter(name, Place.PATH, Shape.TEXT, true, false, description);
  }

  /** The same, which calls must have. */
  public Parameter must() {
    return new Parameter(name, place, shape, true, repeated, description);
  }

  /** The same, which calls may have several times. */
  public Parameter any() {
    return new Parameter(name, place, shape, required, true, description);
  }
}
