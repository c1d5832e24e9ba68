package dev.skerry.origin.objects.s3;

import dev.skerry.http.Fields;
import dev.skerry.origin.access.signature.Place;
import dev.skerry.origin.objects.s3.head.Query;
import java.util.Set;

/**
 * The fields of a request that stand in its URL: who signs one by version 2 puts them there, so
 * that whoever has the URL need not know them.
 */
final class PresignedFields {
  private static final Set<String> OTHERS = Set.of("content-md5", "content-type");

  private PresignedFields() {}

  /**
   * A call with them among its fields, where its URL is such a one; what it sends itself counts.
   */
  static S3Call of(S3Call call, Query query, Place signed) {
    if (signed != Place.QUERY || query.has("X-Amz-Algorithm")) {
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
