package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.CacheKey;
import dev.skerry.edge.cache.Content;
import dev.skerry.edge.cache.PackedFields;
import dev.skerry.edge.cache.Segment;
import dev.skerry.edge.cache.StoredHead;
import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.semantics.ContentRange;
import dev.skerry.edge.semantics.Storability;
import dev.skerry.edge.semantics.StoreDecision;
import dev.skerry.edge.semantics.StoredFields;
import dev.skerry.edge.semantics.SurrogateTags;
import dev.skerry.edge.semantics.Timing;
import dev.skerry.edge.semantics.Vary;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stores the origin's response while it comes, or lets it pass to the one exchange that asked for
 * it.
 */
final class StorePhase {
  private StorePhase() {}

  static void run(Fetch fetch, Response response, boolean hasContent) {
    fetch.tags.passes(response.fields());
    CacheKey key = fetch.plan.key();
    if (key == null) {
      fetch.pass(withoutTags(response), hasContent);
      return;
    }
    long now = fetch.services.clock().millis();
    StoreDecision decision =
        Storability.decide(
            fetch.plan.toOrigin(),
            response,
            fetch.plan.rule().cache().semantics(),
            new Timing(fetch.requestMillis, now));
    Filling filling =
        switch (decision) {
          case StoreDecision.Store store -> filling(fetch, key, response, hasContent, store, now);
          case StoreDecision.DoNotStore(StoreDecision.Reason reason) -> {
            fetch.notStored(reason.token());
            rememberUncacheable(fetch, key, reason);
            yield null;
          }
        };
    if (filling == null) {
      fetch.pass(withoutTags(response), hasContent);
    } else {
      fetch.fill(filling, hasContent);
    }
  }

  /**
   * Remembers that it is of no use to queue for the key, unless that is so for the request only: it
   * is HEAD, conditional or somebody's own, and says nothing about a plain GET.
   */
  private static void rememberUncacheable(Fetch fetch, CacheKey key, StoreDecision.Reason reason) {
    if (reason != StoreDecision.Reason.REQUEST_NO_STORE
        && LookupPhase.isPlainGet(fetch.plan.asked())) {
      fetch.services.uncacheable().remember(key);
    }
  }

  private static Response withoutTags(Response response) {
    response.fields().removeIf((name, value) -> SurrogateTags.isTagField(name));
    return response;
  }

  private static @Nullable Filling filling(
      Fetch fetch,
      CacheKey key,
      Response response,
      boolean hasContent,
      StoreDecision.Store store,
      long now) {
    Fields received = response.fields();
    long length = hasContent ? declaredLength(received) : 0;
    long limit = limit(fetch);
    if (length > limit) {
      fetch.notStored("too-large");
      fetch.services.uncacheable().remember(key);
      return null;
    }
    SurrogateTags tags = fetch.tags.of(received);
    if (!tags.complete()) {
      fetch.notStored("tags");
      fetch.services.uncacheable().remember(key);
      return null;
    }
    withoutTags(response);
    Fields kept = StoredFields.of(received, store.withoutFields(), now);
    Vary vary = Vary.of(received);
    StoredHead head =
        StoredHead.of(
            key,
            response.status(),
            PackedFields.of(kept),
            store.freshness(),
            vary,
            vary.variant(fetch.plan.asked().fields()),
            List.copyOf(tags.tags()),
            fetch.ticket);
    Content content = new Content(length, limit, fetch.services.contentMemory());
    StoredResponse stored =
        store.partial() ? part(head, content, received, length) : StoredResponse.of(head, content);
    if (stored == null) {
      content.release();
      fetch.notStored("content-range");
      return null;
    }
    boolean shareable = Shareability.isShareable(stored, now);
    if (shareable) {
      fetch.services.uncacheable().forget(key);
    } else {
      fetch.services.uncacheable().remember(key);
    }
    return new Filling(
        fetch.services, content, stored, shareable, store.partial() ? response : null);
  }

  /** The most that content may have to be stored, in bytes. */
  private static long limit(Fetch fetch) {
    long asked =
        Math.min(
            fetch.plan.rule().cache().maxObjectBytes(),
            fetch.plan.snapshot().cache().maxObjectBytes());
    return Math.min(asked, fetch.services.contentMemory().fills().limit());
  }

  private static @Nullable StoredResponse part(
      StoredHead head, Content content, Fields received, long length) {
    ContentRange said = ContentRange.parse(received.first(FieldNames.CONTENT_RANGE));
    ContentRange range = said == null ? null : said.fittedTo(length);
    return range == null
        ? null
        : StoredResponse.make(
            head,
            List.of(new Segment(range.range().first(), content)),
            range.completeLength(),
            List.of());
  }

  private static long declaredLength(Fields fields) {
    String length = fields.first(FieldNames.CONTENT_LENGTH);
    return length == null ? -1 : Long.parseLong(length);
  }
}
