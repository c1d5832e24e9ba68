package dev.skerry.http.structured;

import dev.skerry.http.Tokens;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Reads bare items (RFC 9651 §4.2.3.1): where one begins tells which kind it is. */
final class BareItemParser {
  private static final int MAX_INTEGER_DIGITS = 15;
  private static final int MAX_DECIMAL_LENGTH = 16;
  private static final int MAX_FRACTION_DIGITS = 3;

  private final String text;
  private int at;

  BareItemParser(String text) {
    this.text = text;
  }

  /** The index after the item read last. */
  int end() {
    return at;
  }

  BareItem read(int from) throws Malformed {
    at = from;
    char c = peek();
    return switch (c) {
      case '"' -> new BareItem.Text(quoted());
      case ':' -> bytes();
      case '?' -> bool();
      case '@' -> date();
      case '%' -> display();
      default -> {
        if (c == '-' || isDigit(c)) {
          yield number();
        }
        yield token();
      }
    };
  }

  private BareItem number() throws Malformed {
    int start = at;
    if (peek() == '-') {
      at++;
    }
    int digitsStart = at;
    int point = -1;
    while (isDigit(peek()) || (peek() == '.' && point < 0)) {
      if (peek() == '.') {
        point = at;
      }
      at++;
      if (at - digitsStart > MAX_DECIMAL_LENGTH) {
        throw new Malformed();
      }
    }
    String digits = text.substring(start, at);
    if (point < 0) {
      if (at == digitsStart || at - digitsStart > MAX_INTEGER_DIGITS) {
        throw new Malformed();
      }
      return new BareItem.Int(Long.parseLong(digits));
    }
    int fraction = at - point - 1;
    int whole = point - digitsStart;
    if (whole < 1 || whole > 12 || fraction < 1 || fraction > MAX_FRACTION_DIGITS) {
      throw new Malformed();
    }
    return new BareItem.Decimal(new BigDecimal(digits));
  }

  private String quoted() throws Malformed {
    StringBuilder value = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return value.toString();
      }
      if (c == '\\') {
        at++;
        c = peek();
        if (c != '"' && c != '\\') {
          throw new Malformed();
        }
      } else if (!isPrintable(c)) {
        throw new Malformed();
      }
      value.append(c);
    }
    throw new Malformed();
  }

  private BareItem token() throws Malformed {
    int start = at;
    char first = peek();
    if (!isAlpha(first) && first != '*') {
      throw new Malformed();
    }
    while (Tokens.isTokenChar(peek()) || peek() == ':' || peek() == '/') {
      at++;
    }
    return new BareItem.Token(text.substring(start, at));
  }

  private BareItem bytes() throws Malformed {
    int stop = text.indexOf(':', at + 1);
    if (stop < 0) {
      throw new Malformed();
    }
    String encoded = text.substring(at + 1, stop);
    at = stop + 1;
    try {
      byte[] decoded = Base64.getDecoder().decode(encoded);
      return new BareItem.Bytes(new String(decoded, StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException notBase64) {
      throw new Malformed();
    }
  }

  private BareItem bool() throws Malformed {
    at++;
    char c = peek();
    if (c != '0' && c != '1') {
      throw new Malformed();
    }
    at++;
    return c == '1' ? BareItem.Bool.TRUE : BareItem.Bool.FALSE;
  }

  private BareItem date() throws Malformed {
    at++;
    if (peek() != '-' && !isDigit(peek())) {
      throw new Malformed();
    }
    if (number() instanceof BareItem.Int seconds) {
      return new BareItem.Date(seconds.value());
    }
    throw new Malformed();
  }

  private BareItem display() throws Malformed {
    if (!text.startsWith("%\"", at)) {
      throw new Malformed();
    }
    ByteBuffer utf8 = ByteBuffer.allocate(text.length() - at);
    for (at += 2; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return decoded(utf8.flip());
      }
      if (c == '%') {
        utf8.put((byte) (16 * lowerHex(at + 1) + lowerHex(at + 2)));
        at += 2;
      } else if (isPrintable(c)) {
        utf8.put((byte) c);
      } else {
        throw new Malformed();
      }
    }
    throw new Malformed();
  }

  private static BareItem decoded(ByteBuffer utf8) throws Malformed {
    try {
      return new BareItem.Display(StandardCharsets.UTF_8.newDecoder().decode(utf8).toString());
    } catch (CharacterCodingException notUtf8) {
      throw new Malformed();
    }
  }

  private int lowerHex(int index) throws Malformed {
    char c = index < text.length() ? text.charAt(index) : '\0';
    if (isDigit(c)) {
      return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
      return c - 'a' + 10;
    }
    throw new Malformed();
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isAlpha(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isPrintable(char c) {
    return c >= ' ' && c < 0x7f;
  }
}
