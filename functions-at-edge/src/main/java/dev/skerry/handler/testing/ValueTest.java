package dev.skerry.handler.testing;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is expected of one thing of an outcome, which has no value, one, or several. */
public sealed interface ValueTest {
  /** Whether these are as expected. */
  boolean holds(List<String> values);

  /** What is expected, in words. */
  String words();

  /** One text: that of all values, joined as lines of a field are. */
  record Equal(String text) implements ValueTest {
    @Override
    public boolean holds(List<String> values) {
      return !values.isEmpty() && String.join(", ", values).equals(text);
    }

    @Override
    public String words() {
      return quoted(text);
    }
  }

  /** These and no others, in this order. */
  record Exactly(List<String> texts) implements ValueTest {
    @Override
    public boolean holds(List<String> values) {
      return values.equals(texts);
    }

    @Override
    public String words() {
      return said(texts);
    }
  }

  /** None. */
  record Absent() implements ValueTest {
    @Override
    public boolean holds(List<String> values) {
      return values.isEmpty();
    }

    @Override
    public String words() {
      return "none";
    }
  }

  /** At least one value has that text in it. */
  record Contains(String text) implements ValueTest {
    @Override
    public boolean holds(List<String> values) {
      return values.stream().anyMatch(value -> value.contains(text));
    }

    @Override
    public String words() {
      return "something with " + quoted(text);
    }
  }

  /** At least one value matches as a whole. */
  record Matches(Pattern pattern) implements ValueTest {
    @Override
    public boolean holds(List<String> values) {
      return values.stream().anyMatch(value -> pattern.matcher(value).matches());
    }

    @Override
    public String words() {
      return "a match of " + quoted(pattern.pattern());
    }
  }

  /** Values in words. */
  static String said(List<String> values) {
    return values.isEmpty()
        ? "none"
        : values.stream().map(ValueTest::quoted).collect(Collectors.joining(", "));
  }

  private static String quoted(String text) {
    return '"' + Printable.line(text) + '"';
  }
}
