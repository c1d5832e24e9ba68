package dev.skerry.origin.tables.value;

import dev.skerry.origin.tables.error.TableException;

/**
 * What a request had in the place of an attribute value: a value, or what is wrong with it.
 *
 * <p>A wrong value is not refused where it is read, because the service looks at other parameters
 * first, and because its text depends on where the value stands.
 */
public sealed interface WireValue {
  /** A value that is right. */
  record Valid(AttributeValue value) implements WireValue {}

  /**
   * A value that is wrong.
   *
   * @param text what is wrong
   * @param ofForm whether the value has a wrong form (no type, several types, a set of nothing),
   *     and not a content that is refused
   */
  record Wrong(String text, boolean ofForm) implements WireValue {
    private static final String INVALID = "One or more parameter values were invalid: ";

    static final Wrong EMPTY =
        form(
            "Supplied AttributeValue is empty, must contain exactly one of the supported"
                + " datatypes");
    static final Wrong SEVERAL =
        form(
            "Supplied AttributeValue has more than one datatypes set, must contain exactly one of"
                + " the supported datatypes");
    static final Wrong NOT_TRUE =
        form(INVALID + "Null attribute value types must have the value of true");
    static final Wrong NO_STRINGS = form(INVALID + "An string set  may not be empty");
    static final Wrong NO_NUMBERS = content(INVALID + "An number set  may not be empty");
    static final Wrong NO_BINARIES = form(INVALID + "Binary sets should not be empty");
    static final Wrong NULL_STRING =
        content(INVALID + "An string set may not have a null string as a member");
    static final Wrong NULL_NUMBER =
        content("The parameter cannot be converted to a numeric value");
    static final Wrong NULL_BINARY =
        content(INVALID + "Binary sets may not contain null or empty values");
    static final Wrong SAME_NUMBERS = content("Input collection contains duplicates");
    static final Wrong TOO_DEEP = content(Nesting.TOO_DEEP);
    static final Wrong NAME_EMPTY = content(AttributeNames.EMPTY);
    static final Wrong NAME_TOO_LARGE = content(AttributeNames.TOO_LARGE);

    static Wrong form(String text) {
      return new Wrong(text, true);
    }

    static Wrong content(String text) {
      return new Wrong(text, false);
    }

    static Wrong sameStrings(Iterable<String> members) {
      return content(
          INVALID + "Input collection [" + String.join(", ", members) + "] contains duplicates.");
    }

    static Wrong sameBinaries(Iterable<String> members) {
      return content(
          INVALID
              + "Input collection ["
              + String.join(", ", members)
              + "]of type BS contains duplicates.");
    }

    /** The text where the value is part of a key at which a query or scan starts. */
    public String inStartingKey() {
      return ofForm ? "The provided starting key is invalid: " + text : text;
    }
  }

  /**
   * The value.
   *
   * @throws TableException of validation, when it is wrong
   */
  default AttributeValue orThrow() {
    return switch (this) {
      case Valid(AttributeValue value) -> value;
      case Wrong wrong -> throw TableException.validation(wrong.text());
    };
  }

  /**
   * The value, for a key at which a query or scan starts.
   *
   * @throws TableException of validation, when it is wrong
   */
  default AttributeValue inStartingKeyOrThrow() {
    return switch (this) {
      case Valid(AttributeValue value) -> value;
      case Wrong wrong -> throw TableException.validation(wrong.inStartingKey());
    };
  }
}
