package dev.skerry.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A header or trailer section: field lines in the order in which they were received (RFC 9110 §5).
 *
 * <p>Names are in lower case; callers pass them so (see {@link FieldNames}), the parsers at the
 * boundary make them so. Values are without leading and trailing white space, one char per octet
 * (ISO-8859-1). Look-ups are linear: sections are short, and the parsers bound them.
 *
 * <p>Not safe for use by several threads until {@link #freeze() frozen}; a frozen section refuses
 * every change with an {@link IllegalStateException} and may be shared freely.
 */
public final class Fields {
  /** The empty section, frozen. */
  public static final Fields EMPTY = new Fields(new String[0], 0).freeze();

  private static final int INITIAL_LINES = 12;

  /** Names at even, values at odd places. */
  private String[] lines;

  private int size;
  private boolean frozen;

  /** Makes an empty section. */
  public Fields() {
    this(new String[2 * INITIAL_LINES], 0);
  }

  private Fields(String[] lines, int size) {
    this.lines = lines;
    this.size = size;
  }

  /**
   * Makes a section of the given lines.
   *
   * @param namesAndValues name, value, name, value …
   */
  public static Fields of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException(
          "expected names and values in pairs, got " + namesAndValues.length + " strings");
    }
    Fields fields = new Fields();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }

  /** The number of field lines. */
  public int size() {
    return size;
  }

  /** Whether there is no line. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** The name of line {@code i}, 0 ≤ i < {@link #size()}. */
  public String name(int i) {
    return lines[2 * Objects.checkIndex(i, size)];
  }

  /** The value of line {@code i}, 0 ≤ i < {@link #size()}. */
  public String value(int i) {
    return lines[2 * Objects.checkIndex(i, size) + 1];
  }

  /** The value of the first line of that name, or null. */
  public @Nullable String first(String name) {
    int i = indexOf(name, 0);
    return i < 0 ? null : lines[2 * i + 1];
  }

  /** The values of all lines of that name joined by ", " (RFC 9110 §5.3), or null if none. */
  public @Nullable String combined(String name) {
    int i = indexOf(name, 0);
    if (i < 0) {
      return null;
    }
    String value = lines[2 * i + 1];
    int next = indexOf(name, i + 1);
    if (next < 0) {
      return value;
    }
    StringBuilder joined = new StringBuilder(value);
    for (; next >= 0; next = indexOf(name, next + 1)) {
      joined.append(", ").append(lines[2 * next + 1]);
    }
    return joined.toString();
  }

  /** The values of all lines of that name, in order; empty if none. */
  public List<String> all(String name) {
    int i = indexOf(name, 0);
    if (i < 0) {
      return Collections.emptyList();
    }
    List<String> values = new ArrayList<>(2);
    for (; i >= 0; i = indexOf(name, i + 1)) {
      values.add(lines[2 * i + 1]);
    }
    return values;
  }

  /** Whether a line of that name is there. */
  public boolean contains(String name) {
    return indexOf(name, 0) >= 0;
  }

  /** The number of lines of that name. */
  public int count(String name) {
    int count = 0;
    for (int i = indexOf(name, 0); i >= 0; i = indexOf(name, i + 1)) {
      count++;
    }
    return count;
  }

  /** Adds a line at the end. */
  public Fields add(String name, String value) {
    checkMutable();
    if (2 * size == lines.length) {
      lines = Arrays.copyOf(lines, Math.max(8, 2 * lines.length));
    }
    lines[2 * size] = name;
    lines[2 * size + 1] = value;
    size++;
    return this;
  }

  /** Adds all lines of another section at the end. */
  public Fields addAll(Fields other) {
    for (int i = 0; i < other.size; i++) {
      add(other.lines[2 * i], other.lines[2 * i + 1]);
    }
    return this;
  }

  /** Makes this the only line of that name: in the place of the first one, else at the end. */
  public Fields set(String name, String value) {
    checkMutable();
    int i = indexOf(name, 0);
    if (i < 0) {
      return add(name, value);
    }
    lines[2 * i + 1] = value;
    removeFrom(i + 1, name);
    return this;
  }

  /** Removes every line of that name. */
  public Fields remove(String name) {
    checkMutable();
    removeFrom(0, name);
    return this;
  }

  /** Removes every line for which the predicate of name and value holds. */
  public Fields removeIf(BiPredicate<String, String> predicate) {
    checkMutable();
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (!predicate.test(lines[2 * i], lines[2 * i + 1])) {
        move(i, kept++);
      }
    }
    truncate(kept);
    return this;
  }

  /** Calls the consumer with name and value of each line, in order. */
  public void forEach(BiConsumer<String, String> consumer) {
    for (int i = 0; i < size; i++) {
      consumer.accept(lines[2 * i], lines[2 * i + 1]);
    }
  }

  /** A mutable copy with room for a few more lines. */
  public Fields copy() {
    return new Fields(Arrays.copyOf(lines, 2 * size + 8), size);
  }

  /** Refuses every further change of this section; it may then be shared between threads. */
  public Fields freeze() {
    frozen = true;
    return this;
  }

  /** Whether this section refuses changes. */
  public boolean isFrozen() {
    return frozen;
  }

  private int indexOf(String name, int from) {
    for (int i = from; i < size; i++) {
      String candidate = lines[2 * i];
      if (candidate.equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private void removeFrom(int start, String name) {
    int kept = start;
    for (int i = start; i < size; i++) {
      if (!lines[2 * i].equals(name)) {
        move(i, kept++);
      }
    }
    truncate(kept);
  }

  private void move(int from, int to) {
    if (from != to) {
      lines[2 * to] = lines[2 * from];
      lines[2 * to + 1] = lines[2 * from + 1];
    }
  }

  private void truncate(int newSize) {
    Arrays.fill(lines, 2 * newSize, 2 * size, null);
    size = newSize;
  }

  private void checkMutable() {
    if (frozen) {
      throw new IllegalStateException("this header section is frozen; change a copy() of it");
    }
  }

  /** Whether the other section has the same lines in the same order. */
  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof Fields other
        && size == other.size
        && Arrays.equals(lines, 0, 2 * size, other.lines, 0, 2 * size);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = 0; i < 2 * size; i++) {
      hash = 31 * hash + lines[i].hashCode();
    }
    return hash;
  }

  /** The section as it would stand in HTTP/1.1, one line each; for logs and messages. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    return text.toString();
  }
}
