package dev.skerry.edge.purge;

/** A number of a stored response that an expression can compare. */
enum Quantity {
  STATUS("status", "a status, as 404"),
  /** Bytes; -1 where not yet known. */
  SIZE("size", "a size, as 500, 64KiB or 10MB"),
  /** Milliseconds. */
  AGE("age", "a duration with its unit, as 90s, 15m, 1h or 7d");

  private final String word;
  private final String expected;

  Quantity(String word, String expected) {
    this.word = word;
    this.expected = expected;
  }

  /** Its name in expressions. */
  String word() {
    return word;
  }

  /** Its value, or -1 if that is not known. */
  long of(Purgeable stored, long atMillis) {
    return switch (this) {
      case STATUS -> stored.status();
      case SIZE -> stored.sizeBytes();
      case AGE -> stored.ageMillis(atMillis);
    };
  }

  /** Reads a number with a unit that suits it. */
  long parse(Token token) throws ExpressionException {
    String text = token.text();
    int digits = 0;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    long unit = token.kind() == Token.Kind.NUMBER ? unit(text.substring(digits)) : 0;
    if (unit == 0) {
      throw token.expected(expected);
    }
    try {
      return Math.multiplyExact(Long.parseLong(text, 0, digits, 10), unit);
    } catch (ArithmeticException | NumberFormatException _) {
      throw token.expected("a smaller number");
    }
  }

  /** What a unit stands for, 0 if it does not suit. */
  private long unit(String unit) {
    return switch (this) {
      case STATUS -> unit.isEmpty() ? 1 : 0;
      case SIZE -> bytes(unit);
      case AGE -> millis(unit);
    };
  }

  private static long bytes(String unit) {
    return switch (unit) {
      case "", "B" -> 1;
      case "KB" -> 1_000;
      case "MB" -> 1_000_000;
      case "GB" -> 1_000_000_000;
      case "KiB" -> 1L << 10;
      case "MiB" -> 1L << 20;
      case "GiB" -> 1L << 30;
      default -> 0;
    };
  }

  private static long millis(String unit) {
    return switch (unit) {
      case "ms" -> 1;
      case "s" -> 1_000;
      case "m" -> 60_000;
      case "h" -> 3_600_000;
      case "d" -> 86_400_000;
      case "w" -> 604_800_000;
      default -> 0;
    };
  }
}
