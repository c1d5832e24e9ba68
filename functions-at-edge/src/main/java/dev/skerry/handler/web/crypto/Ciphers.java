package dev.skerry.handler.web.crypto;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/** AES in its modes, and RSA-OAEP. */
public final class Ciphers {
  private static final int BLOCK = 16;

  private Ciphers() {}

  /** AES-GCM (NIST SP 800-38D) with so many bits of a tag, which follows the ciphertext. */
  public static byte[] gcm(
      boolean encrypts, byte[] key, GCMParameterSpec parameters, byte[] more, byte[] data)
      throws CryptoProblem {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode(encrypts), new SecretKeySpec(key, "AES"), parameters);
      cipher.updateAAD(more);
      return cipher.doFinal(data);
    } catch (AEADBadTagException e) {
      throw CryptoProblem.operation("the data is not what was encrypted with this key");
    } catch (GeneralSecurityException e) {
      throw CryptoProblem.operation(String.valueOf(e.getMessage()));
    }
  }

  /** AES-CBC with the padding of PKCS #7. */
  public static byte[] cbc(boolean encrypts, byte[] key, byte[] iv, byte[] data)
      throws CryptoProblem {
    return aes("AES/CBC/PKCS5Padding", encrypts, key, new IvParameterSpec(iv), data);
  }

  /** AES-CTR, of whose block the last bits so many count, and begin again behind the last. */
  public static byte[] ctr(byte[] key, byte[] counter, int bits, byte[] data) throws CryptoProblem {
    BigInteger blocks = BigInteger.ONE.shiftLeft(bits);
    BigInteger needed = BigInteger.valueOf((data.length + BLOCK - 1L) / BLOCK);
    if (needed.compareTo(blocks) > 0) {
      throw CryptoProblem.operation("the counter has too few bits for this data");
    }
    BigInteger before = new BigInteger(1, counter);
    BigInteger left = blocks.subtract(before.mod(blocks));
    if (needed.compareTo(left) <= 0) {
      return counted(key, counter, data);
    }
    int first = left.intValueExact() * BLOCK;
    byte[] again = AsymmetricKey.unsigned(before.subtract(before.mod(blocks)), BLOCK);
    ByteArrayOutputStream all = new ByteArrayOutputStream(data.length);
    all.writeBytes(counted(key, counter, Arrays.copyOf(data, first)));
    all.writeBytes(counted(key, again, Arrays.copyOfRange(data, first, data.length)));
    return all.toByteArray();
  }

  private static byte[] counted(byte[] key, byte[] counter, byte[] data) throws CryptoProblem {
    return aes("AES/CTR/NoPadding", true, key, new IvParameterSpec(counter), data);
  }

  private static byte[] aes(
      String transformation,
      boolean encrypts,
      byte[] key,
      AlgorithmParameterSpec parameters,
      byte[] data)
      throws CryptoProblem {
    try {
      Cipher cipher = Cipher.getInstance(transformation);
      cipher.init(mode(encrypts), new SecretKeySpec(key, "AES"), parameters);
      return cipher.doFinal(data);
    } catch (BadPaddingException | IllegalBlockSizeException e) {
      throw CryptoProblem.operation("the data is not what was encrypted with this key");
    } catch (GeneralSecurityException e) {
      throw CryptoProblem.operation(String.valueOf(e.getMessage()));
    }
  }

  /** AES-KW (RFC 3394) of a key in octets. */
  public static byte[] wrap(boolean wraps, byte[] key, byte[] data) throws CryptoProblem {
    try {
      Cipher cipher = Cipher.getInstance("AES/KW/NoPadding");
      cipher.init(mode(wraps), new SecretKeySpec(key, "AES"));
      return cipher.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw CryptoProblem.operation(
          wraps
              ? "what is wrapped has a multiple of 8 octets, 16 at least"
              : "the data is not what was wrapped with this key");
    }
  }

  /** RSA-OAEP (RFC 8017 §7.1), with the private key to decrypt. */
  public static byte[] oaep(
      boolean encrypts, AsymmetricKey key, String hash, byte[] label, byte[] data)
      throws CryptoProblem {
    RsaKey rsa = (RsaKey) key;
    try {
      Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
      OAEPParameterSpec parameters =
          new OAEPParameterSpec(
              hash, "MGF1", new MGF1ParameterSpec(hash), new PSource.PSpecified(label));
      cipher.init(
          mode(encrypts), encrypts ? rsa.open() : KeyHalves.secret(rsa.secret()), parameters);
      return cipher.doFinal(data);
    } catch (BadPaddingException | IllegalBlockSizeException e) {
      throw CryptoProblem.operation(
          encrypts ? "the data is too long for the key" : "the data is not for this key");
    } catch (InvalidKeyException | InvalidAlgorithmParameterException e) {
      throw CryptoProblem.operation("the key is too small for this digest");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has OAEP", e);
    }
  }

  private static int mode(boolean encrypts) {
    return encrypts ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE;
  }
}
