package dev.skerry.origin.objects.content;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bucket of another service that speaks S3, as far as contents need it. Its keys may be under a
 * prefix, of which nothing is seen here. May be used by any thread; each call blocks, for a bounded
 * time, in which it tries again what may succeed.
 *
 * <p>All throw IOException when the service cannot be reached, or refuses, or answers what cannot
 * be; BusyException when too many others ask.
 */
public interface BackingBucket extends AutoCloseable {
  /** Writes an object. */
  void put(String key, Piece piece) throws IOException;

  /** Octets to be sent, maybe more than once. */
  @SuppressWarnings("ArrayRecordComponent") // sent, never compared
  record Piece(byte[] octets, int length) {}

  /** Writes an object if there is none; false where there is, as far as the service tells. */
  boolean putIfAbsent(String key, byte[] octets) throws IOException;

  /** Begins an upload in parts; its id. */
  String beginUpload(String key) throws IOException;

  /**
   * Sends a part.
   *
   * @param number 1 and up; each but the last of 5 MiB at least
   * @return its entity tag
   */
  String putPart(Upload upload, int number, Piece piece) throws IOException;

  /** An upload in parts. */
  record Upload(String key, String id) {}

  /** Makes an object of all parts; again with the same parts changes nothing. */
  void complete(Upload upload, List<String> tags) throws IOException;

  /** Ends an upload; nothing where there is none. */
  void abort(Upload upload) throws IOException;

  /**
   * Octets of an object.
   *
   * @param count at most so many, 1 or more; fewer, or none, only where the object ends
   * @throws java.nio.file.NoSuchFileException where there is none
   */
  byte[] get(String key, long from, int count) throws IOException;

  /**
   * Removes objects, at most {@value #MOST}, each if it is there.
   *
   * @return those that the service did not remove, and what it said
   */
  Map<String, String> delete(Collection<String> keys) throws IOException;

  /** How many objects are removed or listed with one call. */
  int MOST = 1_000;

  /** Keys in their order, behind one; at most {@value #MOST}, none at the end. */
  List<String> list(String prefix, @Nullable String after) throws IOException;

  /** Uploads that are not completed, some of them. */
  Uploads uploads(String prefix, @Nullable Upload after) throws IOException;

  /**
   * Some uploads.
   *
   * @param next behind which there are more; null at the end
   */
  record Uploads(List<Upload> uploads, @Nullable Upload next) {}

  /** Ends at once, and whatever is asked of it now. May be closed more than once. */
  @Override
  void close();
}
