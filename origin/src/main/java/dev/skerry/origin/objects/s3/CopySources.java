package dev.skerry.origin.objects.s3;

import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.Lookup;
import dev.skerry.origin.objects.ReadCondition;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.head.Operations;
import java.util.Objects;

/** Finds what is to be copied. */
final class CopySources {
  private final Scene scene;

  CopySources(Scene scene) {
    this.scene = scene;
  }

  /**
   * What a call names as its source, once the caller may read it and its conditions are met.
   *
   * @return to be closed
   */
  CopiedObject open(Ask ask) {
    CopySource named = CopySource.of(Objects.requireNonNull(ask.field(Operations.COPY_SOURCE)));
    Bucket bucket = scene.bucket(named.bucket());
    Scene.checkOwner(ask.field("x-amz-source-expected-bucket-owner"), bucket);
    String action = named.version() == null ? "s3:GetObject" : "s3:GetObjectVersion";
    Rights rights = scene.gate().rights(ask, bucket);
    Subject subject =
        Subject.of(named.key()).version(named.version() == null ? null : named.version().text());
    Lookup found = scene.store().reads().open(bucket, named.key(), named.version());
    boolean kept = false;
    try {
      Lookup.Open open =
          switch (found) {
            case Lookup.Open there -> {
              rights.require(action, subject, there.version());
              yield there;
            }
            case Lookup.Marked _ when named.version() != null ->
                throw rights.missing(
                    action,
                    subject,
                    S3Error.INVALID_REQUEST.exception(
                        "The source of a copy request may not specifically refer to a delete marker"
                            + " by version id."));
            case Lookup.Marked _ -> throw rights.missing(action, subject, absent(named));
            case Lookup.Nothing _ -> throw rights.missing(action, subject, absent(named));
          };
      SealingFields.Asked sealing = SealingFields.ofSource(ask.fields());
      SealingFields.check(open.version().body().encryption(), sealing);
      ReadCondition condition = Conditions.ofSource(ask.fields(), ask.now());
      if (condition.of(open.version(), ask.now()) != ReadCondition.Outcome.SEND) {
        throw S3Error.PRECONDITION_FAILED.exception();
      }
      if (!open.version().traits().isReadable(ask.now())) {
        throw S3Error.OBJECT_NOT_IN_ACTIVE_TIER.exception();
      }
      kept = true;
      return new CopiedObject(
          named, bucket, open, scene.sealings().of(open.version().body().encryption(), sealing));
    } finally {
      if (!kept) {
        found.close();
      }
    }
  }

  private static S3Exception absent(CopySource named) {
    S3Error error = named.version() == null ? S3Error.NO_SUCH_KEY : S3Error.NO_SUCH_VERSION;
    return error.exception().with("Key", named.key());
  }

  /** Refuses to copy more octets at once than an upload may have. */
  static void checkSize(long bytes) {
    if (bytes > Intake.BYTES_MAX) {
      throw S3Error.INVALID_REQUEST.exception(
          "The specified copy source is larger than the maximum allowable size for a copy source: "
              + Intake.BYTES_MAX);
    }
  }
}
