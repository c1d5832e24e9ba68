package dev.skerry.origin.objects.s3.head;

import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Percent-encoding (RFC 3986 §2.1) of UTF-8, as S3 has it in paths, queries and listings. */
public final class PercentCoding {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private PercentCoding() {}

  /**
   * Decodes a part of a path.
   *
   * @param raw one char per octet
   * @throws S3Exception {@code InvalidURI} where it is not encoded right, or not of UTF-8
   */
  public static String decodePath(String raw) {
    return decode(raw, false);
  }

  /** Decodes a part of a query, where a plus sign is a space; otherwise as a path. */
  public static String decodeQuery(String raw) {
    return decode(raw, true);
  }

  private static String decode(String raw, boolean plus) {
    byte[] octets = new byte[raw.length()];
    int size = 0;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        if (i + 2 >= raw.length()
            || !HexFormat.isHexDigit(raw.charAt(i + 1))
            || !HexFormat.isHexDigit(raw.charAt(i + 2))) {
          throw S3Error.INVALID_URI.exception();
        }
        octets[size++] = (byte) HexFormat.fromHexDigits(raw, i + 1, i + 3);
        i += 2;
      } else {
        octets[size++] = (byte) (plus && c == '+' ? ' ' : c);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(octets, 0, size))
          .toString();
    } catch (CharacterCodingException e) {
      throw S3Error.INVALID_URI.exception();
    }
  }

  /** Encodes a key for a path, where a plus sign would be one: slashes stay. */
  public static String encodePath(String key) {
    return encode(key, "-_.~/");
  }

  /**
   * Encodes a key as listings do that are asked for {@code encoding-type=url}: slashes stay. A
   * space is {@code %20}, which all clients decode, those too to which a plus sign is one.
   */
  public static String encodeKey(String key) {
    return encode(key, "-_.*/");
  }

  /** Encodes all but letters, digits and some others. */
  private static String encode(String key, String others) {
    StringBuilder encoded = new StringBuilder(key.length() + 16);
    for (byte octet : key.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xFF);
      if ((c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || others.indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HEX.toHexDigits(octet));
      }
    }
    return encoded.toString();
  }
}
