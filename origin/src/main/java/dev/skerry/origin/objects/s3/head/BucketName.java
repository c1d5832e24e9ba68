package dev.skerry.origin.objects.s3.head;

import java.util.List;
import java.util.regex.Pattern;

/** The names that buckets may have ("Bucket naming rules" in the Amazon S3 user guide). */
public final class BucketName {
  private static final Pattern LABELS =
      Pattern.compile("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*");
  private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");
  private static final int SHORTEST = 3;
  private static final int LONGEST = 63;
  private static final List<String> RESERVED_PREFIXES = List.of("xn--", "sthree-", "amzn-s3-demo-");
  private static final List<String> RESERVED_SUFFIXES =
      List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");

  private BucketName() {}

  /** Whether a bucket may be made with a name. */
  public static boolean isValid(String name) {
    return name.length() >= SHORTEST
        && name.length() <= LONGEST
        && LABELS.matcher(name).matches()
        && !ADDRESS.matcher(name).matches()
        && RESERVED_PREFIXES.stream().noneMatch(name::startsWith)
        && RESERVED_SUFFIXES.stream().noneMatch(name::endsWith);
  }
}
