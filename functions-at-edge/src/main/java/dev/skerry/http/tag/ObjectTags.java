package dev.skerry.http.tag;

/**
 * The tags of buckets: {@code o:BUCKET/KEY} of an object, whichever of its versions is there and
 * also where there is none; {@code o:BUCKET/*} of all objects of a bucket.
 *
 * <p>A key is its UTF-8, percent-encoded but for the unreserved characters (RFC 3986 §2.3) and the
 * slash; in place of more than {@value #KEY_LENGTH_MAX} characters of it there is {@code #} and its
 * SHA-256, 64 hexadecimal digits in lower case. No two of these look alike.
 */
public final class ObjectTags {
  /** Characters behind the bucket's slash. */
  public static final int KEY_LENGTH_MAX = TagText.LENGTH_MAX;

  private ObjectTags() {}

  /** The tag of an object. */
  public static String object(String bucket, String key) {
    return prefix(bucket) + TagText.bounded(TagText.encode(key, '/'));
  }

  /** The tag of whatever objects there are in a bucket. */
  public static String all(String bucket) {
    return prefix(bucket) + '*';
  }

  /** What all tags of a bucket begin with, and no other bucket's. */
  public static String prefix(String bucket) {
    return "o:" + bucket + '/';
  }
}
