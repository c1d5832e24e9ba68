package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.CacheKey;
import dev.skerry.edge.cache.Content;
import dev.skerry.edge.cache.PackedFields;
import dev.skerry.edge.cache.StoredHead;
import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.config.Limits;
import dev.skerry.edge.purge.PurgeState;
import dev.skerry.edge.purge.Ticket;
import dev.skerry.edge.semantics.CachePolicy;
import dev.skerry.edge.semantics.ResponseControl;
import dev.skerry.edge.semantics.Storability;
import dev.skerry.edge.semantics.StoreDecision;
import dev.skerry.edge.semantics.StoredFields;
import dev.skerry.edge.semantics.SurrogateTags;
import dev.skerry.edge.semantics.Timing;
import dev.skerry.edge.semantics.Vary;
import dev.skerry.handler.BoundData.Question;
import dev.skerry.handler.DataException;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import io.netty.buffer.Unpooled;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stores what a handler puts into a cache, by the rules for shared caches, with the tags that it
 * has and those of what the handler has read: so purges find it as they find all else. What is not
 * to be stored is dropped.
 */
final class CachePut {
  /** The request is the handler's own, and no viewer's. */
  private static final CachePolicy POLICY =
      CachePolicy.DEFAULT
          .withSetCookie(CachePolicy.SetCookie.DO_NOT_STORE)
          .withRequestDirectives(CachePolicy.RequestDirectives.IGNORE);

  private CachePut() {}

  static void put(Asker asker, Request request, CacheKey key, Question question) {
    Response response = question.response();
    if (response == null || response.status() == 206 || Vary.of(response.fields()).isAny()) {
      throw new DataException("InvalidResponse", "a part (206) or Vary: * cannot be stored");
    }
    Fields fields = response.fields().copy().remove(FieldNames.CONTENT_LENGTH);
    dropPrivateCookies(fields);
    long now = asker.services().clock().millis();
    StoreDecision decision =
        Storability.decide(request, response.status(), fields, POLICY, new Timing(now, now));
    Set<String> tags = tags(asker, fields);
    if (decision instanceof StoreDecision.Store store
        && tags != null
        && question.content().length <= limit(asker)) {
      // As old as what the call is about: what was purged since may be what it was made of.
      Ticket ticket = asker.services().purges().adopt(asker.latestPurge(), PurgeState.NONE);
      if (ticket != null) {
        fields.removeIf((name, value) -> SurrogateTags.isTagField(name));
        Vary vary = Vary.of(fields);
        StoredHead head =
            StoredHead.of(
                key,
                response.status(),
                PackedFields.of(StoredFields.of(fields, store.withoutFields(), now)),
                store.freshness(),
                vary,
                vary.variant(request.fields()),
                List.copyOf(tags),
                ticket);
        store(asker, head, question.content());
      }
    }
  }

  /** {@code private=Set-Cookie} says that all but the cookies may be stored. */
  private static void dropPrivateCookies(Fields fields) {
    List<String> names =
        ResponseControl.of(fields, POLICY.targetedFields()).directives().privateFields();
    if (names.contains(FieldNames.SET_COOKIE)) {
      fields.remove(FieldNames.SET_COOKIE);
    }
  }

  /** Null if there are more than a response may have, or not all are known. */
  private static @Nullable Set<String> tags(Asker asker, Fields fields) {
    Limits limits = asker.snapshot().limits();
    SurrogateTags own = SurrogateTags.of(fields, limits.tags(), limits.tagBytes());
    Set<String> all = new LinkedHashSet<>(own.tags());
    all.addAll(asker.read().all());
    Collection<String> madeOf = asker.madeOf();
    if (madeOf == null) {
      return null;
    }
    all.addAll(madeOf);
    return own.complete() && all.size() <= limits.tags() ? all : null;
  }

  private static long limit(Asker asker) {
    return Math.min(
        asker.snapshot().cache().maxObjectBytes(),
        asker.services().contentMemory().fills().limit());
  }

  private static void store(Asker asker, StoredHead head, byte[] octets) {
    Content content = new Content(octets.length, limit(asker), asker.services().contentMemory());
    StoredResponse stored = StoredResponse.of(head, content);
    if (octets.length > 0) {
      var _ = content.append(Unpooled.wrappedBuffer(octets));
    }
    content.complete(Fields.EMPTY);
    if (content.isKept()) {
      asker.services().store().put(stored);
    } else {
      stored.release();
    }
    content.release();
  }
}
