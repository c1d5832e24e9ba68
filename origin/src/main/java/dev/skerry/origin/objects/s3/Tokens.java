package dev.skerry.origin.objects.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.origin.objects.s3.error.S3Exception;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;

/** Places in listings as clients carry them from page to page, without looking into them. */
final class Tokens {
  private Tokens() {}

  /** A place. */
  static String write(String key) {
    return Base64.getUrlEncoder().encodeToString(key.getBytes(UTF_8));
  }

  /** The place of a token that was given out. */
  static String read(String token) {
    try {
      byte[] octets = Base64.getUrlDecoder().decode(token);
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw S3Exception.argument(
          "continuation-token", token, "The continuation token provided is incorrect");
    }
  }
}
