package dev.skerry.origin.objects.s3;

import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.Encryption;
import dev.skerry.origin.objects.content.Sealing;
import dev.skerry.origin.objects.s3.SealingFields.Asked;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import org.jspecify.annotations.Nullable;

/** How contents are to be opened and sealed whose keys have names. Any thread. */
public final class Sealings {
  private final NamedKeys keys;
  private final String region;

  /** Of buckets in a region. */
  public Sealings(NamedKeys keys, String region) {
    this.keys = keys;
    this.region = region;
  }

  /**
   * What is written under a named key.
   *
   * @param name as the call or the bucket has it; null for the key of the bucket's owner, which is
   *     the only one of its kind that may be named
   * @throws S3Exception {@code KMS.NotFoundException}
   */
  Asked named(@Nullable String name, Bucket bucket) {
    NamedKeys.Key own = keys.managed(region, bucket.owner());
    if (name == null || NamedKeys.isShortForManaged(name) || name.equals(own.name())) {
      return under(own);
    }
    NamedKeys.Key key = found(name);
    if (NamedKeys.isManaged(key.name())) {
      throw missing(name); // another account's, or another region's
    }
    return under(key);
  }

  private static Asked under(NamedKeys.Key key) {
    return new Asked(new Sealing.Customer(key.octets()), Encryption.named(key.name()));
  }

  private NamedKeys.Key found(String name) {
    return keys.find(name).orElseThrow(() -> missing(name));
  }

  private static S3Exception missing(String name) {
    return S3Error.KMS_NOT_FOUND.exception("Key '" + name + "' does not exist");
  }

  /**
   * How what is encrypted in some way is opened or added to.
   *
   * @param sent what the call says of its key
   * @throws S3Exception {@code KMS.NotFoundException} where its key has been taken away
   */
  Asked of(Encryption encryption, Asked sent) {
    return switch (encryption.kind()) {
      case NONE -> Asked.NONE;
      case STORE -> Asked.BY_STORE;
      case CUSTOMER -> sent;
      case NAMED ->
          new Asked(new Sealing.Customer(found(encryption.keyDigest()).octets()), encryption);
    };
  }

  /** How an object is opened that nobody gives a key for; null where its writer has that. */
  public @Nullable Sealing opening(Encryption encryption) {
    return switch (encryption.kind()) {
      case NONE, STORE -> Sealing.NONE;
      case CUSTOMER -> null;
      case NAMED ->
          keys.find(encryption.keyDigest())
              .map(key -> (Sealing) new Sealing.Customer(key.octets()))
              .orElse(null);
    };
  }
}
