package dev.skerry.origin.objects.s3;

import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.ObjectStore;
import dev.skerry.origin.objects.policy.AclHeaders;
import dev.skerry.origin.objects.policy.AskedAcl;
import dev.skerry.origin.objects.s3.error.S3Error;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What all operations work with.
 *
 * @param gate whom every operation asks before it does something
 * @param access what says who may do what
 * @param expirations when objects expire
 * @param sealings how contents are opened and sealed whose keys have names
 */
record Scene(
    ObjectStore store,
    Gate gate,
    AccessRows access,
    Owners owners,
    S3.Settings settings,
    Expirations expirations,
    Sealings sealings) {
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

  static Scene of(ObjectStore store, Owners owners, S3.Settings settings) {
    AccessRows access = new AccessRows(store, owners);
    return new Scene(
        store,
        new Gate(access),
        access,
        owners,
        settings,
        new Expirations(store),
        new Sealings(settings.keys(), settings.region()));
  }

  /** What the caller may do to the bucket that a call is addressed to. */
  Rights rights(Ask ask) {
    return gate.rights(ask, bucket(ask));
  }

  /** The list that a call's fields ask for; null where they ask for none. */
  @Nullable AskedAcl asked(Ask ask) {
    return AclHeaders.read(ask::field, owners).orElse(null);
  }

  /** The key that a call is addressed to, or the version of it. */
  static Subject subject(Ask ask) {
    return Subject.of(ask.key()).version(ask.query().text("versionId").orElse(null));
  }

  /**
   * The bucket that a call is addressed to, once the caller may do to it, or to the key that it is
   * addressed to, what the operation does.
   */
  Bucket allowed(Ask ask) {
    Rights rights = rights(ask);
    if (ask.address().key() == null) {
      rights.require(action(ask));
    } else {
      rights.require(action(ask), subject(ask));
    }
    return rights.bucket();
  }

  /** As the operation's action is in policies; with a version named, that of versions. */
  static String action(Ask ask) {
    String action = Objects.requireNonNull(ask.operation().action());
    if (!ask.query().has("versionId")) {
      return action;
    }
    return switch (action) {
      case "s3:GetObject" -> "s3:GetObjectVersion";
      case "s3:DeleteObject" -> "s3:DeleteObjectVersion";
      case "s3:GetObjectAcl" -> "s3:GetObjectVersionAcl";
      case "s3:PutObjectAcl" -> "s3:PutObjectVersionAcl";
      case "s3:GetObjectTagging" -> "s3:GetObjectVersionTagging";
      case "s3:PutObjectTagging" -> "s3:PutObjectVersionTagging";
      case "s3:DeleteObjectTagging" -> "s3:DeleteObjectVersionTagging";
      case "s3:GetObjectAttributes" -> "s3:GetObjectVersionAttributes";
      default -> action;
    };
  }

  /** The bucket that a call is addressed to, before anything is asked. */
  Bucket bucket(Ask ask) {
    Bucket bucket = bucket(ask.bucket());
    checkOwner(ask.field("x-amz-expected-bucket-owner"), bucket);
    return bucket;
  }

  /** A bucket of a name. */
  Bucket bucket(String name) {
    Bucket bucket = store.buckets().find(name);
    if (bucket == null) {
      throw S3Error.NO_SUCH_BUCKET.exception().with("BucketName", name);
    }
    return bucket;
  }

  /** Refuses where a client that expects somebody's bucket would get another's. */
  static void checkOwner(@Nullable String expected, Bucket bucket) {
    if (expected != null && !ACCOUNT.matcher(expected).matches()) {
      throw S3Error.INVALID_BUCKET_OWNER.exception(
          "The value of the expected bucket owner parameter must be an AWS account ID [%s]"
              .formatted(expected));
    }
    if (expected != null && !expected.equals(bucket.owner())) {
      throw S3Error.ACCESS_DENIED.exception();
    }
  }
}
