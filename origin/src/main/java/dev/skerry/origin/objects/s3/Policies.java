package dev.skerry.origin.objects.s3;

import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.policy.PolicyDocument;
import dev.skerry.origin.objects.row.Octets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The policies of buckets as they were read last, so that not every call reads its bucket's again.
 *
 * <p>A policy is known by its text and not by the version of its row, which begins anew when a
 * policy is deleted and another set. May be used by any thread.
 */
final class Policies {
  /** Those asked for last stay: at most 20 KiB of text each, and what was read from it. */
  private static final int MOST = 256;

  private record Known(Octets text, PolicyDocument policy) {}

  private final Map<Long, Known> known =
      new LinkedHashMap<>(MOST, 0.75F, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Known> eldest) {
          return size() > MOST;
        }
      };

  /** The policy of a bucket with this text. */
  PolicyDocument of(Bucket bucket, Octets text) {
    Known before = before(bucket);
    if (before != null && before.text.equals(text)) {
      return before.policy;
    }
    PolicyDocument policy = PolicyDocument.stored(text.octets(), bucket.name());
    synchronized (known) {
      known.put(bucket.number(), new Known(text, policy));
    }
    return policy;
  }

  private @Nullable Known before(Bucket bucket) {
    synchronized (known) {
      return known.get(bucket.number());
    }
  }
}
