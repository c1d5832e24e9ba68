package dev.skerry.origin.access.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key under which secrets are kept: AES-256-GCM, a nonce of 96 random bits for each, bound to
 * the name of what it is the secret of. May be used by any thread.
 *
 * <p>It is in a file of 64 hexadecimal digits that only the owner may read. Without it all access
 * keys are lost, so it belongs into backups, and not beside those of the engine.
 */
public final class MasterKey {
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  private MasterKey(byte[] octets) {
    this.key = new SecretKeySpec(octets, "AES");
  }

  /**
   * Reads the key of a file, which is made with a random one when there is none.
   *
   * @throws PrivateFileException when others may read it, it is damaged, or cannot be read or made
   */
  public static MasterKey open(Path file) {
    if (!Files.exists(file)) {
      byte[] octets = new byte[KEY_BYTES];
      new SecureRandom().nextBytes(octets);
      PrivateFile.write(file, (HexFormat.of().formatHex(octets) + '\n').getBytes(UTF_8));
    }
    String text = PrivateFile.read(file).strip();
    if (text.length() != 2 * KEY_BYTES || !text.chars().allMatch(HexFormat::isHexDigit)) {
      throw new PrivateFileException(
          file + " is damaged, expected " + 2 * KEY_BYTES + " hexadecimal digits", null);
    }
    return new MasterKey(HexFormat.of().parseHex(text));
  }

  /** Seals a secret of a name. */
  byte[] seal(String name, String secret) {
    return sealBytes(name, secret.getBytes(UTF_8));
  }

  /** Seals octets of a name; what comes out is 28 octets longer. */
  public byte[] sealBytes(String name, byte[] secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] text = cipher(Cipher.ENCRYPT_MODE, name, nonce).doFinal(secret);
      byte[] box = Arrays.copyOf(nonce, NONCE_BYTES + text.length);
      System.arraycopy(text, 0, box, NONCE_BYTES, text.length);
      return box;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  /**
   * Opens what was sealed for a name.
   *
   * @throws AccountException.Sealed when it was not, or not by this key
   */
  String open(String name, byte[] box) {
    return new String(openBytes(name, box), UTF_8);
  }

  /**
   * Opens octets that were sealed for a name.
   *
   * @throws AccountException.Sealed when they were not, or not by this key
   */
  public byte[] openBytes(String name, byte[] box) {
    try {
      byte[] nonce = Arrays.copyOf(box, NONCE_BYTES);
      int length = Math.max(0, box.length - NONCE_BYTES);
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, name, nonce);
      return cipher.doFinal(box, box.length - length, length);
    } catch (GeneralSecurityException e) {
      throw new AccountException.Sealed(name);
    }
  }

  /**
   * A key of 32 octets for a name, always the same, from which neither this one nor that of another
   * name can be told (HKDF, RFC 5869).
   */
  public byte[] derive(String name) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.ofExtract()
                  .addIKM(key)
                  .thenExpand(name.getBytes(UTF_8), KEY_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HKDF", e);
    }
  }

  private Cipher cipher(int mode, String name, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(name.getBytes(UTF_8));
    return cipher;
  }
}
