package dev.skerry.edge.purge;

import dev.skerry.http.Fields;
import java.util.List;

/**
 * A stored response as a purge sees it: what its selectors are compared with.
 *
 * <p>Read by any thread. Methods should return what is there already: a look-up calls those that a
 * newer purge asks for, and should not allocate.
 */
public interface Purgeable {
  /** Its ticket: the one that {@link PurgeTable#begin} gave for the fetch it came from. */
  Ticket ticket();

  /** The name of the site that it was stored for. */
  String site();

  /** The authority in its cache key: host, and port if that is not the scheme's default. */
  String host();

  /**
   * Authority, path and, where there is one, {@code ?} and query, as in its cache key (so after the
   * key policy has left out or sorted parts of the query), without a scheme: {@code
   * example.com/a?b=c}.
   */
  String url();

  /** Its tags, without duplicates; a list with fast {@code get(int)}. */
  List<String> tags();

  int status();

  /** The stored header section. */
  Fields fields();

  /** Bytes of its content, or -1 as long as that is not known. */
  long sizeBytes();

  /**
   * Its current age (RFC 9111 §4.2.3) at a moment, at least 0.
   *
   * @param atMillis milliseconds since the epoch; may lie before the response came
   */
  long ageMillis(long atMillis);
}
