package dev.skerry.origin.objects.s3;

import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.head.Operation;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Fields that ask for what there is not: a call that has one is refused, never half done. */
final class UnservedFields {
  private static final String ENCRYPTION = "x-amz-server-side-encryption";
  private static final String BUCKET_KEY = ENCRYPTION + "-bucket-key-enabled";

  /** What each of them asks for. */
  private static final List<Unserved> ALWAYS =
      List.of(
          new Unserved("x-amz-write-offset-bytes", "Skerry does not append to objects"),
          new Unserved("x-amz-rename-source", "Skerry does not rename objects"),
          new Unserved("x-amz-if-match-initiated-time", "Skerry has no directory buckets"),
          new Unserved(ENCRYPTION + "-context", "Skerry's keys have no contexts"));

  /** Of these the object says how it is encrypted. */
  private static final Set<Operation> OF_ENCRYPTED =
      EnumSet.of(
          Operation.GET_OBJECT,
          Operation.HEAD_OBJECT,
          Operation.UPLOAD_PART,
          Operation.UPLOAD_PART_COPY);

  private UnservedFields() {}

  private record Unserved(String field, String why) {}

  /**
   * Returns if a call has none of them.
   *
   * @throws S3Exception {@code NotImplemented} or {@code InvalidArgument}
   */
  static void check(Ask ask) {
    for (Unserved each : ALWAYS) {
      String sent = ask.field(each.field);
      if (sent != null) {
        throw notImplemented(each.field, sent, each.why);
      }
    }
    String bucketKey = ask.field(BUCKET_KEY);
    if (bucketKey != null && bucketKey.equalsIgnoreCase("true")) {
      throw notImplemented(BUCKET_KEY, bucketKey, "Skerry's buckets have no keys of their own");
    }
    String encryption = ask.field(ENCRYPTION);
    if (encryption != null && OF_ENCRYPTED.contains(ask.operation())) {
      throw S3Exception.argument(
          ENCRYPTION,
          encryption,
          "x-amz-server-side-encryption header is not supported for this operation.");
    }
  }

  private static S3Exception notImplemented(String field, String sent, String why) {
    return S3Error.NOT_IMPLEMENTED.exception(why).with("Header", field).with("HeaderValue", sent);
  }
}
