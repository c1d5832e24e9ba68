package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.CacheKey;
import dev.skerry.edge.cache.Fill;
import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.config.Rule;
import dev.skerry.edge.config.Site;
import dev.skerry.edge.config.Snapshot;
import dev.skerry.edge.semantics.Validation;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Request;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a fetch is to do: which request goes to which pool, and what may become of the response.
 *
 * @param snapshot of the exchange that planned it
 * @param site of the request
 * @param rule that holds for the request
 * @param asked the viewer's request, which a stored response will be selected by
 * @param toOrigin the request as the origin gets it
 * @param key under which the response may be stored; null if it must not be
 * @param fill of those who wait for it; null if and only if there is no key
 * @param validating what the request's conditions are about; empty if it has none of the edge's own
 * @param completing the stored part that the response is to complete, or null
 */
record FetchPlan(
    Snapshot snapshot,
    Site site,
    Rule rule,
    Request asked,
    Request toOrigin,
    @Nullable CacheKey key,
    @Nullable Fill fill,
    List<StoredResponse> validating,
    Completing.@Nullable Gap completing) {

  /** The same without conditions and ranges of the edge's own. */
  FetchPlan whole() {
    Request unconditional = toOrigin.copy();
    Validation.removeConditions(unconditional.fields());
    return new FetchPlan(snapshot, site, rule, asked, unconditional, key, fill, List.of(), null);
  }

  CacheKey keyOrFail() {
    return Objects.requireNonNull(key, "a fetch that stores has a key");
  }

  /** Whether the response is fetched to the end even where its viewer has gone. */
  boolean mayServeOthers() {
    return key != null
        && asked.method().equals("GET")
        && !asked.fields().contains(FieldNames.RANGE);
  }
}
