package dev.skerry.origin.objects.s3;

import dev.skerry.http.Fields;
import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.Lookup;
import dev.skerry.origin.objects.ObjectVersion;

/**
 * What is copied, as it was found.
 *
 * @param open the caller's to close
 * @param sealing under which customer's key, if any
 */
record CopiedObject(
    CopySource named, Bucket bucket, Lookup.Open open, SealingFields.Asked sealing) {
  ObjectVersion version() {
    return open.version();
  }

  /** Tells which version it is, where its bucket has any. */
  void tell(Fields fields) {
    Fields of = new Fields();
    ObjectHead.version(bucket, version().id(), of);
    of.forEach((name, value) -> fields.add("x-amz-copy-source-version-id", value));
  }
}
