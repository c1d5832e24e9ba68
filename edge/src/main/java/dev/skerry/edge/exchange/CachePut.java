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
import java.util.Objects;
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

  /** So much is copied in one go, in bytes. */
  private static final int TURN_BYTES = 256 * 1024;

  private final Asker asker;
  private final Question question;
  private final Runnable done;
  private int taken;
  private @Nullable StoredResponse filling;

  /**
   * Puts nothing yet.
   *
   * @param done run once it is stored or dropped, on the event loop
   */
  CachePut(Asker asker, Question question, Runnable done) {
    this.asker = asker;
    this.question = question;
    this.done = done;
  }

  /**
   * Begins; on the event loop.
   *
   * @throws DataException if no cache may have it
   */
  void put(Request request, CacheKey key) {
    Response response = question.response();
    if (response == null || response.status() == 206 || Vary.of(response.fields()).isAny()) {
      throw new DataException("InvalidResponse", "a part (206) or Vary: * cannot be stored");
    }
    Fields fields = response.fields().copy().remove(FieldNames.CONTENT_LENGTH);
    dropPrivateCookies(fields);
    long now = asker.services().clock().millis();
    StoreDecision decision =
        Storability.decide(request, response.status(), fields, POLICY, new Timing(now, now));
    Set<String> tags = tags(fields);
    if (decision instanceof StoreDecision.Store store
        && tags != null
        && question.content().length <= limit()) {
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
        fill(head);
        return;
      }
    }
    done.run();
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
  private @Nullable Set<String> tags(Fields fields) {
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

  private long limit() {
    return Math.min(
        asker.snapshot().cache().maxObjectBytes(),
        asker.services().contentMemory().fills().limit());
  }

  // ---- the content

  private void fill(StoredHead head) {
    int length = question.content().length;
    filling =
        StoredResponse.of(head, new Content(length, limit(), asker.services().contentMemory()));
    more();
  }

  private void more() {
    StoredResponse stored = filling;
    if (stored == null) {
      return; // Nobody waits any more.
    }
    byte[] octets = question.content();
    Content content = Objects.requireNonNull(stored.whole(), "it is of one piece");
    int bytes = Math.min(TURN_BYTES, octets.length - taken);
    if (bytes > 0 && content.isKept()) {
      var _ = content.append(Unpooled.wrappedBuffer(octets, taken, bytes));
      taken += bytes;
    }
    if (taken < octets.length && content.isKept()) {
      asker.loop().execute(this::more);
    } else {
      end(stored, content);
    }
  }

  private void end(StoredResponse stored, Content content) {
    content.complete(Fields.EMPTY);
    if (content.isKept()) {
      asker.services().store().put(stored);
    } else {
      stored.release();
    }
    content.release();
    filling = null;
    done.run();
  }

  /** Nobody waits any more: what is not stored yet is dropped. */
  void cancel() {
    StoredResponse stored = filling;
    if (stored != null) {
      Content content = Objects.requireNonNull(stored.whole(), "it is of one piece");
      filling = null;
      stored.release();
      content.release();
    }
  }
}
