package dev.skerry.http.structured;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Writes parts of structured fields in their canonical form (RFC 9651 §4.1). */
public final class StructuredWriter {
  private static final String HEX = "0123456789abcdef";

  private StructuredWriter() {}

  /** Appends a dictionary's entry; {@code true} is written as its key alone. */
  public static void appendEntry(StringBuilder out, String key, Member member) {
    out.append(key);
    if (member instanceof Member.Item(BareItem.Bool(boolean value), var parameters) && value) {
      appendParameters(out, parameters);
    } else {
      out.append('=');
      append(out, member);
    }
  }

  /** Appends an item or inner list with its parameters. */
  public static void append(StringBuilder out, Member member) {
    switch (member) {
      case Member.Item item -> append(out, item.value());
      case Member.InnerList list -> {
        out.append('(');
        for (int i = 0; i < list.items().size(); i++) {
          append(i == 0 ? out : out.append(' '), list.items().get(i));
        }
        out.append(')');
      }
    }
    appendParameters(out, member.parameters());
  }

  private static void appendParameters(StringBuilder out, Map<String, BareItem> parameters) {
    parameters.forEach((key, value) -> appendParameter(out, key, value));
  }

  /** Appends {@code ;key=value}; {@code true} is written as its key alone. */
  public static void appendParameter(StringBuilder out, String key, BareItem value) {
    out.append(';').append(key);
    if (!(value instanceof BareItem.Bool(boolean set)) || !set) {
      append(out.append('='), value);
    }
  }

  /** Appends a bare item. */
  public static void append(StringBuilder out, BareItem item) {
    switch (item) {
      case BareItem.Int(long value) -> out.append(value);
      case BareItem.Decimal(BigDecimal value) -> out.append(decimal(value));
      case BareItem.Text(String value) -> appendQuoted(out, value);
      case BareItem.Token(String value) -> out.append(value);
      case BareItem.Bytes(String value) ->
          out.append(':')
              .append(
                  Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.ISO_8859_1)))
              .append(':');
      case BareItem.Bool(boolean value) -> out.append(value ? "?1" : "?0");
      case BareItem.Date(long seconds) -> out.append('@').append(seconds);
      case BareItem.Display(String value) -> appendDisplay(out, value);
    }
  }

  /**
   * Appends text in quotes; what the format cannot hold (all but printable ASCII) becomes {@code
   * ?}.
   */
  public static void appendQuoted(StringBuilder out, String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\');
      }
      out.append(c >= ' ' && c < 0x7f ? c : '?');
    }
    out.append('"');
  }

  private static String decimal(BigDecimal value) {
    BigDecimal rounded = value.setScale(3, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return rounded.setScale(Math.max(1, rounded.scale())).toPlainString();
  }

  private static void appendDisplay(StringBuilder out, String value) {
    out.append("%\"");
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      if (b == '%' || b == '"' || b < ' ' || b == 0x7f) {
        out.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
      } else {
        out.append((char) b);
      }
    }
    out.append('"');
  }
}
