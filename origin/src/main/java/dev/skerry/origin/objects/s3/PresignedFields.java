package dev.skerry.origin.objects.s3;

import dev.skerry.http.Fields;
import dev.skerry.origin.access.signature.Place;
import dev.skerry.origin.access.signature.Version2Text;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.head.Address;
import dev.skerry.origin.objects.s3.head.Operation;
import dev.skerry.origin.objects.s3.head.Operations;
import dev.skerry.origin.objects.s3.head.Query;
import java.util.Set;

/**
 * The fields of a request that stand in its URL: who signs one by version 2 puts them there, so
 * that whoever has the URL need not know them.
 */
final class PresignedFields {
  private static final Set<String> OTHERS = Set.of("content-md5", "content-type");

  private PresignedFields() {}

  private static boolean isVersion2(Query query, Place signed) {
    return signed == Place.QUERY && !query.has("X-Amz-Algorithm");
  }

  /**
   * The operation that is meant by a call with such fields.
   *
   * @throws S3Exception if what the URL asks for is not among what its signature covers
   */
  static Operation operation(S3Call told, Address address, Query query, Place signed) {
    Operation meant = Operations.of(told.head().method(), address, query, told.head().fields());
    String parameter = meant.parameter();
    if (isVersion2(query, signed)
        && parameter != null
        && !parameter.startsWith("@")
        && !Version2Text.signs(parameter)) {
      throw S3Error.ACCESS_DENIED.exception(
          "a URL signed by version 2 does not say ?" + parameter + "; sign it by version 4");
    }
    return meant;
  }

  /**
   * A call with them among its fields, where its URL is such a one; what it sends itself counts.
   */
  static S3Call of(S3Call call, Query query, Place signed) {
    if (!isVersion2(query, signed)) {
      return call;
    }
    Fields fields = call.head().fields().copy();
    for (String name : query.names()) {
      boolean field = name.startsWith("x-amz-") || OTHERS.contains(name);
      if (field && !fields.contains(name)) {
        fields.add(name, PostForm.octets(name, query.value(name).orElse("")));
      }
    }
    return new S3Call(
        call.head().copy().fields(fields),
        call.content(),
        call.announced(),
        call.client(),
        call.memory());
  }
}
