package dev.skerry.origin.objects.site;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The buckets that sites ask for and that are not there: said in the log when it is found out, and
 * when they are there again. Safe for any thread.
 */
final class MissingBuckets {
  /** More are answered alike, but not told of. */
  static final int MOST = 1000;

  private static final Logger log = LoggerFactory.getLogger(MissingBuckets.class);

  private final Set<String> names = ConcurrentHashMap.newKeySet();

  /** It was looked for a bucket. */
  void looked(String bucket, boolean isThere) {
    if (!isThere) {
      if (names.size() < MOST && names.add(bucket)) {
        log.warn(
            "the bucket {} is the origin of a site, and there is none of that name: its viewers are"
                + " answered with 404 until it is made",
            bucket);
      }
    } else if (!names.isEmpty() && names.remove(bucket)) {
      log.info("the bucket {}, the origin of a site, is there now", bucket);
    }
  }

  /** Those that were not there when they were looked for last; sorted. */
  List<String> names() {
    return names.stream().sorted().toList();
  }
}
