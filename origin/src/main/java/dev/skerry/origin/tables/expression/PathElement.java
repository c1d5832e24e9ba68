package dev.skerry.origin.tables.expression;

/** A step into an item: a name in a map or a place in a list. */
public sealed interface PathElement {
  /** The attribute, or the entry of a map, of that name. */
  record Name(String name) implements PathElement {
    @Override
    public String toString() {
      return name;
    }
  }

  /** The element of a list at that place, counted from zero. */
  record Index(int index) implements PathElement {
    @Override
    public String toString() {
      return "[" + index + "]";
    }
  }
}
