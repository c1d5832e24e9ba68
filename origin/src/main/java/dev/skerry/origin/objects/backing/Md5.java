package dev.skerry.origin.objects.backing;

import dev.skerry.origin.objects.content.BackingBucket.Piece;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The checksum of what is sent that every service checks: {@code Content-MD5} (RFC 1864). */
final class Md5 {
  private Md5() {}

  static String of(Piece piece) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      digest.update(piece.octets(), 0, piece.length());
      return Base64.getEncoder().encodeToString(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
