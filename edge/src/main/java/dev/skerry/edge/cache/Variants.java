package dev.skerry.edge.cache;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All stored responses of one key, newest first: one for each variant that was selected (RFC 9111
 * §4.1). Immutable; the index replaces the whole.
 *
 * <p>Most keys have one, which stands for itself.
 */
sealed interface Variants permits StoredResponse, SeveralVariants {
  /** The responses in a list, newest first, never empty. */
  List<StoredResponse> newestFirst();

  /** Bytes that the entry costs, key and all overhead included. */
  long entryWeight();

  /**
   * These with one more, which takes the place of the one it {@linkplain StoredResponse#replaces
   * replaces}; the oldest beyond {@code limit} go.
   */
  Variants with(StoredResponse added, int limit, List<StoredResponse> dropped);

  /** Whether that very response is among them. */
  boolean contains(StoredResponse stored);

  /** Of these the one of the same variant as a response, which it would take the place of. */
  static @Nullable StoredResponse sameVariant(@Nullable Variants all, StoredResponse other) {
    if (all != null) {
      for (StoredResponse one : all.newestFirst()) {
        if (other.replaces(one)) {
          return one;
        }
      }
    }
    return null;
  }

  /** These without one, or null if none is left. */
  @Nullable Variants without(StoredResponse removed);
}
