package dev.skerry.edge.config;

import java.net.InetAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A network: an address and the number of leading bits that its members share with it (RFC 4632
 * §3.1).
 *
 * <p>IPv4 and IPv6 are apart; an IPv4-mapped IPv6 address counts as IPv4 (the JDK makes it so).
 */
public final class Cidr {
  private final byte[] prefix;
  private final int bits;
  private final boolean everything;

  private Cidr(byte[] prefix, int bits, boolean everything) {
    this.prefix = prefix;
    this.bits = bits;
    this.everything = everything;
  }

  /** Contains every address. */
  public static final Cidr ALL = new Cidr(new byte[0], 0, true);

  /**
   * Reads {@code 10.0.0.0/8}, {@code 2001:db8::/32}, a lone address, or {@code all}; null for
   * anything else, also where bits are set behind the prefix.
   */
  public static @Nullable Cidr parse(String text) {
    if (text.equals("all")) {
      return ALL;
    }
    int slash = text.indexOf('/');
    InetAddress address = address(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      return null;
    }
    byte[] octets = address.getAddress();
    int bits = slash < 0 ? 8 * octets.length : prefixLength(text.substring(slash + 1));
    if (bits < 0 || bits > 8 * octets.length || hasBitsBehind(octets, bits)) {
      return null;
    }
    return new Cidr(octets, bits, false);
  }

  private static @Nullable InetAddress address(String text) {
    boolean looksRight =
        text.indexOf(':') >= 0
            ? text.indexOf('%') < 0 && text.indexOf('[') < 0
            : text.chars().filter(c -> c == '.').count() == 3; // the JDK also reads 10.1
    if (!looksRight) {
      return null;
    }
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static int prefixLength(String digits) {
    if (digits.isEmpty() || digits.length() > 3) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = 10 * value + (c - '0');
    }
    return value;
  }

  private static boolean hasBitsBehind(byte[] octets, int bits) {
    for (int bit = bits; bit < 8 * octets.length; bit++) {
      if ((octets[bit >> 3] & (0x80 >> (bit & 7))) != 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether the address is of this network. */
  public boolean contains(InetAddress address) {
    if (everything) {
      return true;
    }
    byte[] octets = address.getAddress();
    if (octets.length != prefix.length) {
      return false;
    }
    int whole = bits >> 3;
    for (int i = 0; i < whole; i++) {
      if (octets[i] != prefix[i]) {
        return false;
      }
    }
    int rest = bits & 7;
    return rest == 0 || ((octets[whole] ^ prefix[whole]) & (0xFF00 >> rest) & 0xFF) == 0;
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof Cidr other
        && bits == other.bits
        && everything == other.everything
        && Arrays.equals(prefix, other.prefix);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(prefix) + bits;
  }

  /** The network as it is written, {@code 10.0.0.0/8}. */
  @Override
  public String toString() {
    if (everything) {
      return "all";
    }
    try {
      return InetAddress.getByAddress(prefix).getHostAddress() + "/" + bits;
    } catch (java.net.UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 octets, not " + prefix.length, e);
    }
  }
}
