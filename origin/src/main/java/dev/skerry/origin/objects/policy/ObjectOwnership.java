package dev.skerry.origin.objects.policy;

import java.util.Arrays;

/**
 * Whose the objects are that others write to a bucket, and whether its access control lists count.
 *
 * <p>Source: "Controlling ownership of objects and disabling ACLs for your bucket". A bucket that
 * was made without saying has {@link #DEFAULT}.
 */
public enum ObjectOwnership {
  /** The bucket's owner owns every object; lists do not count and cannot be set. */
  BUCKET_OWNER_ENFORCED("BucketOwnerEnforced"),
  /** The writer owns them, or the bucket's owner if the writer gives full control. */
  BUCKET_OWNER_PREFERRED("BucketOwnerPreferred"),
  /** The writer owns them. */
  OBJECT_WRITER("ObjectWriter");

  /** Lists count: what clients expect that set them without asking for it first. */
  public static final ObjectOwnership DEFAULT = OBJECT_WRITER;

  private final String word;

  ObjectOwnership(String word) {
    this.word = word;
  }

  /** As XML and headers have it. */
  public String word() {
    return word;
  }

  /** Whether access control lists count. */
  public boolean listsCount() {
    return this != BUCKET_OWNER_ENFORCED;
  }

  /**
   * The ownership of a word.
   *
   * @throws PolicyException of an invalid argument for any other
   */
  public static ObjectOwnership of(String word) {
    return Arrays.stream(values())
        .filter(ownership -> ownership.word.equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                PolicyException.argument(
                    "Invalid x-amz-object-ownership header: " + word,
                    "x-amz-object-ownership",
                    word));
  }
}
