package dev.skerry.handler.web.url;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** IPv4 addresses in all the spellings that URLs know (URL Standard, "IPv4 parser"). */
final class Ipv4Address {
  private static final long TOO_LARGE = 1L << 33;

  private Ipv4Address() {}

  /** Whether a domain's last label makes it an address, well-formed or not. */
  static boolean endsInNumber(String domain) {
    List<String> parts = parts(domain);
    if (parts.isEmpty()) {
      return false;
    }
    String last = parts.getLast();
    return (!last.isEmpty() && last.chars().allMatch(CodePoints::isDigit)) || number(last) >= 0;
  }

  private static List<String> parts(String domain) {
    List<String> parts = new ArrayList<>(Arrays.asList(domain.split("\\.", -1)));
    if (parts.getLast().isEmpty()) {
      parts.removeLast();
    }
    return parts;
  }

  /** The address in four decimal numbers, or null if it is none. */
  static @Nullable String parse(String domain) {
    List<String> parts = parts(domain);
    if (parts.size() > 4) {
      return null;
    }
    long address = 0;
    for (int i = 0; i < parts.size(); i++) {
      long number = number(parts.get(i));
      boolean isLast = i == parts.size() - 1;
      long limit = isLast ? 1L << (8 * (5 - parts.size())) : 256;
      if (number < 0 || number >= limit) {
        return null;
      }
      address += isLast ? number : number << (8 * (3 - i));
    }
    return (address >> 24)
        + "."
        + (address >> 16 & 255)
        + "."
        + (address >> 8 & 255)
        + "."
        + (address & 255);
  }

  /** A number in decimal, {@code 0x} hexadecimal or {@code 0} octal digits; -1 if it is none. */
  private static long number(String text) {
    if (text.isEmpty()) {
      return -1;
    }
    int radix = 10;
    int from = 0;
    if (text.startsWith("0x") || text.startsWith("0X")) {
      radix = 16;
      from = 2;
    } else if (text.length() > 1 && text.charAt(0) == '0') {
      radix = 8;
      from = 1;
    }
    long number = 0;
    for (int i = from; i < text.length(); i++) {
      int digit = text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), radix) : -1;
      if (digit < 0) {
        return -1;
      }
      number = Math.min(TOO_LARGE, number * radix + digit);
    }
    return number;
  }
}
