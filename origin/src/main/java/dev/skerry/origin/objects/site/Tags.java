package dev.skerry.origin.objects.site;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.tag.ObjectTags;
import java.util.LinkedHashSet;
import java.util.Set;

/** The keys that an answer was made of, as the tags that purge it. Used by one thread. */
final class Tags {
  private final String bucket;
  private final Set<String> tags = new LinkedHashSet<>(4);

  Tags(String bucket) {
    this.bucket = bucket;
  }

  /** That it was looked whether the key is there. */
  void looked(String key) {
    tags.add(ObjectTags.object(bucket, key));
  }

  /**
   * Says so with an answer; of one that no key made, by a tag that only the bucket's change has.
   */
  void tell(Fields fields) {
    if (tags.isEmpty()) {
      looked("");
    }
    fields.set(FieldNames.SURROGATE_KEY, String.join(" ", tags));
  }
}
