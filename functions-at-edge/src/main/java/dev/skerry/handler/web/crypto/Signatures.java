package dev.skerry.handler.web.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import javax.crypto.KeyAgreement;

/** Signatures with private keys, and whether they are those of public ones. */
public final class Signatures {
  private Signatures() {}

  /**
   * How a key signs.
   *
   * @param name the standard's name of the algorithm
   * @param hash the standard's name of the digest; empty for {@code Ed25519}
   * @param salt octets of the salt, for {@code RSA-PSS}
   */
  public record Scheme(String name, String hash, int salt) {}

  /**
   * The signature of data.
   *
   * @throws CryptoProblem if the key is too small for it
   */
  public static byte[] sign(Scheme scheme, AsymmetricKey key, byte[] data) throws CryptoProblem {
    try {
      Signature signature = of(scheme);
      signature.initSign(secret(key));
      signature.update(data);
      return signature.sign();
    } catch (InvalidKeyException | SignatureException e) {
      throw CryptoProblem.operation("the key cannot sign this: " + e.getMessage());
    }
  }

  /** Whether it is the signature of these data; one that is none is not. */
  public static boolean verify(Scheme scheme, AsymmetricKey key, byte[] signed, byte[] data)
      throws CryptoProblem {
    try {
      Signature signature = of(scheme);
      signature.initVerify(open(key));
      signature.update(data);
      return signature.verify(signed);
    } catch (InvalidKeyException | SignatureException e) {
      return false;
    }
  }

  private static Signature of(Scheme scheme) throws CryptoProblem {
    String digest = scheme.hash.replace("-", "");
    try {
      return switch (scheme.name) {
        case "RSASSA-PKCS1-v1_5" -> Signature.getInstance(digest + "withRSA");
        case "ECDSA" -> Signature.getInstance(digest + "withECDSAinP1363Format");
        case "RSA-PSS" -> pss(scheme);
        default -> Signature.getInstance("Ed25519");
      };
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK has " + scheme, e);
    }
  }

  private static Signature pss(Scheme scheme) throws CryptoProblem, NoSuchAlgorithmException {
    Signature signature = Signature.getInstance("RSASSA-PSS");
    try {
      signature.setParameter(
          new PSSParameterSpec(
              scheme.hash,
              "MGF1",
              new MGF1ParameterSpec(scheme.hash),
              scheme.salt,
              PSSParameterSpec.TRAILER_FIELD_BC));
    } catch (InvalidAlgorithmParameterException | IllegalArgumentException e) {
      throw CryptoProblem.operation("a salt of " + scheme.salt + " octets is not possible");
    }
    return signature;
  }

  private static PrivateKey secret(AsymmetricKey key) {
    return switch (key) {
      case RsaKey rsa -> KeyHalves.secret(rsa.secret());
      case EllipticKey elliptic -> elliptic.secret();
      case CurveKey curve -> curve.secret();
    };
  }

  private static PublicKey open(AsymmetricKey key) throws CryptoProblem {
    return switch (key) {
      case RsaKey rsa -> rsa.open();
      case EllipticKey elliptic -> elliptic.open();
      case CurveKey curve -> curve.open();
    };
  }

  /**
   * The secret that a private and a public key of one curve agree on.
   *
   * @throws CryptoProblem if they agree on none
   */
  public static byte[] agree(AsymmetricKey mine, AsymmetricKey theirs) throws CryptoProblem {
    String algorithm = mine instanceof CurveKey ? "X25519" : "ECDH";
    try {
      KeyAgreement agreement = KeyAgreement.getInstance(algorithm);
      agreement.init(secret(mine));
      agreement.doPhase(open(theirs), true);
      return agreement.generateSecret();
    } catch (InvalidKeyException | IllegalStateException e) {
      throw CryptoProblem.operation("the keys agree on nothing: " + e.getMessage());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has " + algorithm, e);
    }
  }
}
