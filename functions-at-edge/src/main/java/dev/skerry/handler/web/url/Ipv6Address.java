package dev.skerry.handler.web.url;

import org.jspecify.annotations.Nullable;

/** IPv6 addresses (URL Standard, "IPv6 parser" and "IPv6 serializer"). Of one parse. */
final class Ipv6Address {
  private static final int PIECES = 8;

  private final String input;
  private final int[] pieces = new int[PIECES];
  private int at;
  private int piece;
  private int compress = -1;

  private Ipv6Address(String input) {
    this.input = input;
  }

  /** The address in brackets in its shortest spelling, or null if it is none. */
  static @Nullable String parse(String input) {
    Ipv6Address address = new Ipv6Address(input);
    return address.read() ? address.write() : null;
  }

  private int c() {
    return at < input.length() ? input.charAt(at) : -1;
  }

  private boolean read() {
    if (c() == ':') {
      if (at + 1 >= input.length() || input.charAt(at + 1) != ':') {
        return false;
      }
      at += 2;
      compress = ++piece;
    }
    while (c() >= 0) {
      if (piece == PIECES) {
        return false;
      }
      if (c() == ':') {
        if (compress >= 0) {
          return false;
        }
        at++;
        compress = ++piece;
      } else if (!readPiece()) {
        return false;
      }
    }
    return decompress();
  }

  private boolean readPiece() {
    int value = 0;
    int length = 0;
    int digit = digit(16);
    while (length < 4 && digit >= 0) {
      value = value * 16 + digit;
      at++;
      length++;
      digit = digit(16);
    }
    if (c() == '.') {
      at -= length;
      return length > 0 && piece <= 6 && readIpv4();
    }
    if (c() == ':') {
      at++;
      if (c() < 0) {
        return false;
      }
    } else if (c() >= 0) {
      return false;
    }
    pieces[piece++] = value;
    return true;
  }

  private int digit(int radix) {
    return c() >= 0 && c() < 0x80 ? Character.digit(c(), radix) : -1;
  }

  /** The last two pieces in decimal numbers; it ends the address. */
  private boolean readIpv4() {
    for (int seen = 0; seen < 4; seen++) {
      if (seen > 0) {
        if (c() != '.') {
          return false;
        }
        at++;
      }
      int value = readDecimal();
      if (value < 0) {
        return false;
      }
      pieces[piece] = pieces[piece] * 256 + value;
      if (seen == 1 || seen == 3) {
        piece++;
      }
    }
    return c() < 0;
  }

  private int readDecimal() {
    int value = -1;
    for (int digit = digit(10); digit >= 0; digit = digit(10)) {
      if (value == 0) {
        return -1;
      }
      value = value < 0 ? digit : value * 10 + digit;
      if (value > 255) {
        return -1;
      }
      at++;
    }
    return value;
  }

  private boolean decompress() {
    if (compress < 0) {
      return piece == PIECES;
    }
    int moved = piece - compress;
    for (int i = 0; i < moved; i++) {
      int from = piece - 1 - i;
      int to = PIECES - 1 - i;
      if (from != to) {
        pieces[to] = pieces[from];
        pieces[from] = 0;
      }
    }
    return true;
  }

  // ---- how it is written

  private String write() {
    int length = longestZeros();
    int start = length > 1 ? startOfZeros(length) : -1;
    StringBuilder out = new StringBuilder("[");
    for (int i = 0; i < PIECES; i++) {
      if (i == start) {
        out.append(i == 0 ? "::" : ":");
        i += length - 1;
        continue;
      }
      out.append(Integer.toHexString(pieces[i]));
      if (i < PIECES - 1) {
        out.append(':');
      }
    }
    return out.append(']').toString();
  }

  private int longestZeros() {
    int longest = 0;
    for (int i = 0; i < PIECES; i++) {
      longest = Math.max(longest, zerosFrom(i));
    }
    return longest;
  }

  private int startOfZeros(int length) {
    int start = 0;
    while (zerosFrom(start) != length) {
      start++;
    }
    return start;
  }

  private int zerosFrom(int start) {
    int end = start;
    while (end < PIECES && pieces[end] == 0) {
      end++;
    }
    return end - start;
  }
}
