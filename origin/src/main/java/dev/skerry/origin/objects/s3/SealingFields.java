package dev.skerry.origin.objects.s3;

import dev.skerry.http.Fields;
import dev.skerry.origin.objects.Encryption;
import dev.skerry.origin.objects.content.Sealing;
import dev.skerry.origin.objects.row.Octets;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The fields that say how an object is encrypted, or under which key it was. */
final class SealingFields {
  private static final String STORE = "x-amz-server-side-encryption";
  private static final String CUSTOMER = "x-amz-server-side-encryption-customer-";
  private static final String SOURCE = "x-amz-copy-source-server-side-encryption-customer-";
  private static final String NAMED = STORE + "-aws-kms-key-id";

  /** Under a named key. */
  static final String KMS = "aws:kms";

  /** Under one, and then again. */
  static final String KMS_TWICE = "aws:kms:dsse";

  private static final String AES = "AES256";
  private static final int KEY_BYTES = 32;

  private SealingFields() {}

  /**
   * How content is to be encrypted.
   *
   * @param encryption as its readers will know it
   */
  record Asked(Sealing sealing, Encryption encryption) {
    static final Asked NONE = new Asked(Sealing.NONE, Encryption.NONE);
    static final Asked BY_STORE = new Asked(Sealing.STORE, Encryption.STORE);
  }

  /**
   * What a write asks for.
   *
   * @param named under the key of a name, or of none
   * @param byDefault what the bucket has where the call says nothing
   */
  static Asked ofWrite(
      Fields fields, Function<@Nullable String, Asked> named, Supplier<Asked> byDefault) {
    String store = fields.first(STORE);
    String key = fields.first(NAMED);
    Asked customer = customer(fields, CUSTOMER);
    if (customer != null) {
      if (store != null) {
        throw S3Exception.argument(
            STORE,
            store,
            "Server Side Encryption with Customer provided key is incompatible with"
                + " the encryption method specified");
      }
      return customer;
    }
    if (key != null && !KMS.equals(store)) {
      throw S3Exception.argument(
          STORE,
          store == null ? "" : store,
          "Server Side Encryption with AWS KMS managed key requires HTTP header"
              + " x-amz-server-side-encryption : aws:kms");
    }
    if (store == null) {
      return byDefault.get();
    }
    return switch (store) {
      case AES -> Asked.BY_STORE;
      case KMS -> named.apply(key);
      case KMS_TWICE ->
          throw S3Error.NOT_IMPLEMENTED
              .exception("Skerry encrypts objects once: AES256 or aws:kms")
              .with("Header", STORE)
              .with("HeaderValue", store);
      default ->
          throw S3Exception.argument(
              STORE, store, "The encryption method specified is not supported");
    };
  }

  /** Under which customer's key a read expects its object; none where it names no key. */
  static Asked ofRead(Fields fields) {
    Asked customer = customer(fields, CUSTOMER);
    return customer == null ? Asked.NONE : customer;
  }

  /** Under which customer's key a copy expects its source. */
  static Asked ofSource(Fields fields) {
    Asked customer = customer(fields, SOURCE);
    return customer == null ? Asked.NONE : customer;
  }

  /** Checks that a read has the key of its object, and none where that has no customer's. */
  static void check(Encryption encryption, Asked asked) {
    boolean sealed = encryption.kind() == Encryption.Kind.CUSTOMER;
    boolean given = asked.sealing() instanceof Sealing.Customer;
    if (sealed && !given) {
      throw S3Error.INVALID_REQUEST.exception(
          "The object was stored using a form of Server Side Encryption. The correct parameters"
              + " must be provided to retrieve the object.");
    }
    if (!sealed && given) {
      throw S3Error.INVALID_REQUEST.exception(
          "The encryption parameters are not applicable to this object.");
    }
    if (sealed && !encryption.keyDigest().equals(asked.encryption().keyDigest())) {
      throw S3Error.ACCESS_DENIED.exception();
    }
  }

  private static @Nullable Asked customer(Fields fields, String prefix) {
    String algorithm = fields.first(prefix + "algorithm");
    String key = fields.first(prefix + "key");
    String digest = fields.first(prefix + "key-md5");
    if (algorithm == null && key == null && digest == null) {
      return null;
    }
    if (algorithm == null) {
      throw argument(
          prefix + "algorithm",
          "",
          "Requests specifying Server Side Encryption with Customer provided keys must provide a"
              + " valid encryption algorithm.");
    }
    if (!algorithm.equals(AES)) {
      throw S3Error.INVALID_ENCRYPTION_ALGORITHM.exception();
    }
    if (key == null) {
      throw argument(
          prefix + "key",
          "",
          "Requests specifying Server Side Encryption with Customer provided keys must provide an"
              + " appropriate secret key.");
    }
    byte[] octets = decoded(key);
    if (octets.length != KEY_BYTES) {
      throw argument(prefix + "key", "", "The secret key was invalid for the specified algorithm.");
    }
    if (digest == null) {
      throw argument(
          prefix + "key-MD5",
          "",
          "Requests specifying Server Side Encryption with Customer provided keys must provide the"
              + " client calculated MD5 of the secret key.");
    }
    if (!Arrays.equals(md5(octets), decoded(digest))) {
      throw argument(
          prefix + "key-MD5",
          digest,
          "The calculated MD5 hash of the key did not match the hash that was provided.");
    }
    return new Asked(
        new Sealing.Customer(Octets.owning(octets)), Encryption.customer(digest.strip()));
  }

  private static S3Exception argument(String name, String value, String message) {
    return S3Exception.argument(name, value, message);
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static byte[] md5(byte[] octets) {
    try {
      return MessageDigest.getInstance("MD5").digest(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }

  /** Tells how an object is encrypted. */
  static void tell(Encryption encryption, Fields fields) {
    switch (encryption.kind()) {
      case NONE -> {}
      case STORE -> fields.set(STORE, AES);
      case NAMED -> {
        fields.set(STORE, KMS);
        fields.set(NAMED, encryption.keyDigest());
      }
      case CUSTOMER -> {
        fields.set(CUSTOMER + "algorithm", AES);
        fields.set(CUSTOMER + "key-md5", encryption.keyDigest());
      }
    }
  }
}
