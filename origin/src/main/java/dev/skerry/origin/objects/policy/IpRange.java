package dev.skerry.origin.objects.policy;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that begin with the same bits, as {@code 192.0.2.0/24} or {@code 2001:db8::/32}; an
 * address alone is a range of one. Source: RFC 4632; RFC 4291 §2.3.
 */
final class IpRange {
  private static final Pattern RANGE = Pattern.compile("([0-9A-Fa-f:.]{2,45})(?:/([0-9]{1,3}))?");
  private static final Pattern FOUR = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");

  /** Broader ranges are as good as everybody. */
  private static final int BROADEST_FOUR = 8;

  private static final int BROADEST_SIX = 32;

  private final byte[] address;
  private final int bits;

  private IpRange(byte[] address, int bits) {
    this.address = address;
    this.bits = bits;
  }

  /** The range of a text, if it is one. */
  static Optional<IpRange> read(String text) {
    Matcher matcher = RANGE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    byte @Nullable [] address = address(matcher.group(1));
    if (address == null) {
      return Optional.empty();
    }
    int most = address.length * Byte.SIZE;
    String length = matcher.group(2);
    int bits = length == null ? most : Integer.parseInt(length);
    return bits <= most ? Optional.of(new IpRange(address, bits)) : Optional.empty();
  }

  /** Whether an address is in it; a text that is none never is. */
  boolean contains(String text) {
    byte @Nullable [] other = address(text);
    if (other == null || other.length != address.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (address[i] != other[i]) {
        return false;
      }
    }
    int rest = bits % Byte.SIZE;
    return rest == 0 || ((address[whole] ^ other[whole]) & 0xFF) >>> (Byte.SIZE - rest) == 0;
  }

  /**
   * Whether it is so broad that whoever is in it is as good as everybody. Source: "The meaning of
   * public".
   */
  boolean isBroad() {
    return bits < (address.length == 4 ? BROADEST_FOUR : BROADEST_SIX);
  }

  private static byte @Nullable [] address(String text) {
    boolean four = FOUR.matcher(text).matches();
    if (!four && (text.indexOf(':') < 0 || text.indexOf('%') >= 0)) {
      return null;
    }
    try {
      InetAddress address = four ? Inet4Address.ofLiteral(text) : InetAddress.ofLiteral(text);
      return address.getAddress();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
