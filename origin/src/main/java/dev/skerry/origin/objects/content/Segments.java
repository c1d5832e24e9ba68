package dev.skerry.origin.objects.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.origin.objects.content.ContentRow.Seal;
import dev.skerry.origin.objects.row.Octets;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The encryption of one content: AES-256-GCM under a key of its own in segments of {@value #PLAIN}
 * octets, the last of up to as many.
 *
 * <p>A segment's nonce is its number and whether it is the last, so that segments cannot change
 * places and nothing can be cut off at the end. The key is used for this content alone, and kept in
 * a box under the store's or the customer's key, bound to the content's id. Used by one thread at a
 * time.
 */
final class Segments {
  /** Octets of a key. */
  static final int KEY_BYTES = 32;

  /** Octets of a segment before it is encrypted. */
  static final int PLAIN = 64 << 10;

  private static final int TAG_BYTES = 16;

  /** Octets of a segment afterwards. */
  static final int SEALED = PLAIN + TAG_BYTES;

  private static final int NONCE_BYTES = 12;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;
  private final Cipher cipher;

  private Segments(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
    this.cipher = aesGcm();
  }

  /** A content's encryption and the box with its key. */
  record Begun(Segments segments, Seal seal) {}

  /** Begins to encrypt a content. */
  static Begun begin(ContentId id, Sealing sealing, DataKeys keys) {
    byte[] key = new byte[KEY_BYTES];
    RANDOM.nextBytes(key);
    Seal seal =
        switch (sealing) {
          case Sealing.None none -> throw new IllegalArgumentException("not encrypted");
          case Sealing.Store store ->
              new Seal(Seal.Kind.STORE, Octets.owning(keys.seal(id.toString(), key)));
          case Sealing.Customer(Octets customer) ->
              new Seal(Seal.Kind.CUSTOMER, Octets.owning(box(id, customer, key)));
        };
    return new Begun(new Segments(key), seal);
  }

  /**
   * The encryption of a content that was sealed.
   *
   * @throws ContentException WRONG_KEY when it was sealed under another key than is given
   */
  static Segments open(ContentId id, Seal seal, Sealing sealing, DataKeys keys) {
    return new Segments(
        switch (seal.kind()) {
          case NONE -> throw new IllegalArgumentException("not encrypted");
          case STORE -> keys.open(id.toString(), seal.box().toArray());
          case CUSTOMER -> {
            if (!(sealing instanceof Sealing.Customer(Octets customer))) {
              throw new ContentException(
                  ContentException.Kind.WRONG_KEY,
                  "the content is encrypted under a customer's key, expected that");
            }
            yield unbox(id, customer, seal.box().octets());
          }
        });
  }

  /** How long a content of a length is when it is encrypted. */
  static long sealedLength(long length) {
    long segments = Math.max(1, (length + PLAIN - 1) / PLAIN);
    return length + segments * TAG_BYTES;
  }

  /** Encrypts a segment. */
  byte[] seal(long number, boolean last, byte[] plain, int length) {
    try {
      cipher.init(Cipher.ENCRYPT_MODE, key, nonce(number, last));
      return cipher.doFinal(plain, 0, length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  /**
   * Decrypts a segment.
   *
   * @throws ContentException DAMAGED when it is not the one that was written there
   */
  byte[] open(long number, boolean last, byte[] sealed, int from, int length) {
    try {
      cipher.init(Cipher.DECRYPT_MODE, key, nonce(number, last));
      return cipher.doFinal(sealed, from, length);
    } catch (GeneralSecurityException e) {
      throw new ContentException(
          ContentException.Kind.DAMAGED, "segment " + number + " of a content is damaged", e);
    }
  }

  private static GCMParameterSpec nonce(long number, boolean last) {
    byte[] nonce = ByteBuffer.allocate(NONCE_BYTES).putInt(last ? 1 : 0).putLong(number).array();
    return new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce);
  }

  private static byte[] box(ContentId id, Octets customer, byte[] key) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      byte[] sealed = boxCipher(Cipher.ENCRYPT_MODE, id, customer, nonce).doFinal(key);
      return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  private static byte[] unbox(ContentId id, Octets customer, byte[] box) {
    byte[] nonce = Arrays.copyOf(box, NONCE_BYTES);
    int length = Math.max(0, box.length - NONCE_BYTES);
    try {
      return boxCipher(Cipher.DECRYPT_MODE, id, customer, nonce)
          .doFinal(box, box.length - length, length);
    } catch (GeneralSecurityException e) {
      throw new ContentException(
          ContentException.Kind.WRONG_KEY, "the content is encrypted under another key", e);
    }
  }

  private static Cipher boxCipher(int mode, ContentId id, Octets customer, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = aesGcm();
    cipher.init(
        mode,
        new SecretKeySpec(customer.toArray(), "AES"),
        new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
    cipher.updateAAD(id.toString().getBytes(UTF_8));
    return cipher;
  }

  private static Cipher aesGcm() {
    try {
      return Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }
}
