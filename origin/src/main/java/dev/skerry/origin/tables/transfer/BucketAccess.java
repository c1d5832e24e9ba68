package dev.skerry.origin.tables.transfer;

import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The buckets of an object store, as an account may use them. May be used by any thread; blocks.
 *
 * <p>Everything throws {@link TransferException} where the store refuses.
 */
public interface BucketAccess {
  /** There are no buckets at all. */
  BucketAccess NONE = new NoBuckets(true);

  /** They are another process's, which makes what is asked for here. */
  BucketAccess ELSEWHERE = new NoBuckets(false);

  /** Whether what is asked for is to be made by this process. */
  boolean isHere();

  /**
   * A bucket, for somebody.
   *
   * @param account who uses it, twelve digits
   * @param owner whose it must be, twelve digits; null for anybody's
   */
  record Place(String account, String bucket, @Nullable String owner) {}

  /**
   * An object.
   *
   * @param size how many octets it has
   * @param etag its entity tag, without quotation marks
   */
  record Listed(String key, long size, String etag) {}

  /**
   * Writes an object in place of what is there, encrypted also where the bucket does not ask for
   * it.
   *
   * @return its entity tag, without quotation marks
   */
  String write(Place place, String key, byte[] octets);

  /** Some objects whose keys begin so, in the order of their keys, behind one; none at the end. */
  List<Listed> list(Place place, String prefix, @Nullable String after);

  /** The octets of an object; to be closed. What reading throws is of I/O, or the exception's. */
  InputStream read(Place place, String key);
}
