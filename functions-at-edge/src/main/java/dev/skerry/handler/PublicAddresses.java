package dev.skerry.handler;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * Addresses that anybody on the Internet may mean: none of a host itself, of a link, of a private
 * network, or of a special purpose (RFC 6890, the registries of IANA).
 */
final class PublicAddresses {
  private PublicAddresses() {}

  static boolean contains(InetAddress address) {
    byte[] octets = address.getAddress();
    return address instanceof Inet4Address ? isPublic4(octets) : isPublic6(octets);
  }

  private static boolean isPublic4(byte[] octets) {
    int first = octets[0] & 0xff;
    int second = octets[1] & 0xff;
    int third = octets[2] & 0xff;
    return switch (first) {
      case 0, 10, 127 -> false;
      case 100 -> (second & 0xc0) != 64;
      case 169 -> second != 254;
      case 172 -> (second & 0xf0) != 16;
      case 192 -> !(second == 168 || (second == 0 && (third == 0 || third == 2)));
      case 198 -> !((second & 0xfe) == 18 || (second == 51 && third == 100));
      case 203 -> !(second == 0 && third == 113);
      default -> first < 224;
    };
  }

  /** Of global unicast all but what stands for other addresses, and documentation. */
  private static boolean isPublic6(byte[] octets) {
    int first = (octets[0] & 0xff) << 8 | (octets[1] & 0xff);
    int second = (octets[2] & 0xff) << 8 | (octets[3] & 0xff);
    boolean isGlobalUnicast = (first & 0xe000) == 0x2000;
    boolean is6to4 = first == 0x2002;
    boolean isSpecial = first == 0x2001 && (second < 0x0200 || second == 0x0db8);
    return isGlobalUnicast && !is6to4 && !isSpecial;
  }
}
