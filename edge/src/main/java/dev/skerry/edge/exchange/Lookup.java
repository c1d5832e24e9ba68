package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.Fill;
import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.semantics.CacheControl;
import dev.skerry.edge.semantics.Vary;
import dev.skerry.http.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found in the store for a request, and how it is to be fetched if that does not do.
 *
 * <p>Filled in by the lookup phase and read by origin-request.
 */
final class Lookup {
  final CacheControl wants;
  final List<StoredResponse> all;

  /** The newest stored response that the request selects, complete or partial; null if none. */
  final @Nullable StoredResponse selected;

  /** The fill that the exchange leads; null if nobody may wait for its fetch. */
  @Nullable Fill leading;

  /** Whether the fetch is to carry the stored validators. */
  boolean validate;

  private Lookup(CacheControl wants, List<StoredResponse> all, @Nullable StoredResponse selected) {
    this.wants = wants;
    this.all = all;
    this.selected = selected;
  }

  static Lookup of(Request request, List<StoredResponse> all) {
    CacheControl wants = CacheControl.ofRequest(request.fields());
    for (int i = 0; i < all.size(); i++) {
      StoredResponse stored = all.get(i);
      if (stored.head().isSelectedBy(request.fields())) {
        return new Lookup(wants, all, stored);
      }
    }
    return new Lookup(wants, all, null);
  }

  /** The selecting values of the request, as far as what is stored tells the selecting fields. */
  String variantGuess(Request request, @Nullable StoredResponse beingFilled) {
    Vary vary = Vary.NONE;
    if (!all.isEmpty()) {
      vary = all.getFirst().head().vary();
    } else if (beingFilled != null) {
      vary = beingFilled.head().vary();
    }
    return vary.variant(request.fields());
  }
}
