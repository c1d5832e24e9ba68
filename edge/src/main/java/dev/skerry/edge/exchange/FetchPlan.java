package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.CacheKey;
import dev.skerry.edge.cache.Fill;
import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.config.Limits;
import dev.skerry.edge.config.Rule;
import dev.skerry.edge.config.Site;
import dev.skerry.edge.config.Snapshot;
import dev.skerry.edge.rules.Viewer;
import dev.skerry.edge.semantics.SurrogateTags;
import dev.skerry.edge.semantics.Validation;
import dev.skerry.handler.Directions;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a fetch is to do: which request goes to which pool, and what may become of the response.
 *
 * @param snapshot of the exchange that planned it
 * @param site of the request
 * @param rule that holds for the request
 * @param asked the viewer's request, which a stored response will be selected by
 * @param asking who asked
 * @param directions what a handler at viewer-request wants besides
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
    Viewer asking,
    Directions directions,
    Request toOrigin,
    @Nullable CacheKey key,
    @Nullable Fill fill,
    List<StoredResponse> validating,
    Completing.@Nullable Gap completing) {

  /** The same without conditions and ranges of the edge's own. */
  FetchPlan whole() {
    Request unconditional = toOrigin.copy();
    Validation.removeConditions(unconditional.fields());
    return new FetchPlan(
        snapshot, site, rule, asked, asking, directions, unconditional, key, fill, List.of(), null);
  }

  /** The name of the pool that is asked, or null. */
  @Nullable String pool() {
    return directions.origin() == null ? rule.pool() : directions.origin();
  }

  /** The tags of a response, with those that a handler has added. */
  SurrogateTags tags(Fields received) {
    Limits limits = snapshot.limits();
    SurrogateTags own = SurrogateTags.of(received, limits.tags(), limits.tagBytes());
    return withTags(own, directions.tags());
  }

  /** Tags and more of them; incomplete if they are more than a response may have. */
  SurrogateTags withTags(SurrogateTags own, Collection<String> more) {
    if (more.isEmpty()) {
      return own;
    }
    Set<String> all = new LinkedHashSet<>(own.tags());
    all.addAll(more);
    return new SurrogateTags(all, own.complete() && all.size() <= snapshot.limits().tags());
  }

  /**
   * The tags that a stored response has when it is freshened or completed: those that it had, for
   * what it consists of came with them, and those that are said now; null if these are too many, so
   * that it must not be kept.
   */
  @Nullable List<String> joined(List<String> stored, SurrogateTags said) {
    if (!said.complete()) {
      return null;
    }
    Set<String> all = new LinkedHashSet<>(stored);
    if (!all.addAll(said.tags())) {
      return stored;
    }
    return all.size() <= snapshot.limits().tags() ? List.copyOf(all) : null;
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
