package dev.skerry.handler.sandboxed;

import dev.skerry.handler.web.Arguments;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Arguments as {@code modules.js} writes them, one behind the other: a letter for the kind, and for
 * those that have one a text with its length before it, {@code s5:hello}. Nothing is taken for
 * granted: a script may write anything.
 */
final class CrossedArguments implements Arguments {
  /** Of what stands in one text. */
  private static final int MOST = 16;

  /** Of a number: most are lengths, of what the host makes. */
  private static final int GREATEST = 1 << 24;

  private final List<Value> values = new ArrayList<>();
  private final Handles handles;

  private record Value(char kind, String text) {}

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException if the text is not one of arguments
   */
  CrossedArguments(String text, Handles handles) {
    this.handles = handles;
    int at = 0;
    while (at < text.length()) {
      if (values.size() == MOST) {
        throw new IllegalArgumentException("more than " + MOST + " arguments");
      }
      char kind = text.charAt(at++);
      if (kind == 'n' || kind == 't' || kind == 'f') {
        values.add(new Value(kind, ""));
        continue;
      }
      int colon = text.indexOf(':', at);
      int length = colon < 0 ? -1 : whole(text.substring(at, colon));
      int end = colon + 1 + length;
      if (length < 0 || end > text.length()) {
        throw new IllegalArgumentException("not all of the arguments is there");
      }
      values.add(new Value(kind, text.substring(colon + 1, end)));
      at = end;
    }
  }

  private static int whole(String digits) {
    return digits.length() > 9 ? -1 : Integer.parseInt(digits);
  }

  private String of(int index, char kind) {
    if (index >= values.size() || values.get(index).kind() != kind) {
      throw new IllegalArgumentException("the argument at " + index + " is of another kind");
    }
    return values.get(index).text();
  }

  @Override
  public int count() {
    return values.size();
  }

  @Override
  public boolean isNull(int index) {
    return index >= values.size() || values.get(index).kind() == 'n';
  }

  @Override
  public String text(int index) {
    return of(index, 's');
  }

  @Override
  public int number(int index) {
    double number = Double.parseDouble(of(index, 'd'));
    if (number != Math.rint(number) || Math.abs(number) > GREATEST) {
      throw new IllegalArgumentException(
          "the argument at " + index + " is no number, or too large");
    }
    return (int) number;
  }

  @Override
  public boolean flag(int index) {
    return index < values.size() && values.get(index).kind() == 't';
  }

  @Override
  public byte[] octets(int index) {
    return Base64.getDecoder().decode(of(index, 'o'));
  }

  @Override
  public <T> T handle(int index, Class<T> type) {
    Object found = handles.find(of(index, 'h'));
    if (!type.isInstance(found)) {
      throw new IllegalArgumentException("the argument at " + index + " is something else");
    }
    return type.cast(found);
  }
}
