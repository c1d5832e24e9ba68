package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.CacheKey;
import dev.skerry.edge.cache.Content;
import dev.skerry.edge.cache.LowerTier;
import dev.skerry.edge.cache.ResponseStore;
import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.config.Site;
import dev.skerry.edge.purge.PurgeState;
import dev.skerry.edge.semantics.Freshness;
import dev.skerry.handler.BoundData;
import dev.skerry.handler.BoundData.Answer;
import dev.skerry.handler.BoundData.Question;
import dev.skerry.handler.DataException;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question of a handler to a cache: what it has put into the node's store, under keys of its
 * own, of its site.
 */
final class CacheCall extends Inquiry {
  private static final Answer NOTHING = new Answer(0, Fields.EMPTY, new byte[0]);
  private static final Answer DONE = new Answer(204, Fields.EMPTY, new byte[0]);

  private final Question question;
  private final BoundData.Cache cache;
  private final Asker asker;
  private final ResponseStore store;
  private final long mostBytes;
  private @Nullable RangeReading reading;
  private @Nullable CachePut putting;

  CacheCall(Question question, BoundData.Cache cache, Asker asker, HandlerSpec handler) {
    super(asker.loop());
    this.question = question;
    this.cache = cache;
    this.asker = asker;
    this.store = asker.services().store();
    this.mostBytes = handler.limits().get(HandlerLimit.BODY_BYTES);
  }

  @Override
  void ask() {
    Request request = asker.request("GET", question.key(), question.fields());
    Site site = asker.site();
    if (site == null) {
      answer.complete(BoundData.ofEmptyCache(question.operation()));
      return;
    }
    CacheKey key = key(site, request);
    switch (question.operation()) {
      case "MATCH" -> match(request, key);
      case "PUT" -> {
        if (question.content().length > mostBytes) {
          throw tooLarge();
        }
        putting = new CachePut(asker, question, () -> answer.complete(DONE));
        putting.put(request, key);
      }
      case "DELETE" -> {
        boolean known = !store.lookup(key).isEmpty() || store.below().knows(key);
        store.removeAll(key);
        answer.complete(known ? DONE : NOTHING);
      }
      default -> throw new DataException("Unsupported", "caches have no " + question.operation());
    }
  }

  /** Such a key has no exchange: its extra part begins as none of theirs does. */
  private CacheKey key(Site site, Request request) {
    String extra = "k:" + cache.name().length() + ":" + cache.name();
    return new CacheKey(
        site.name(), request.scheme(), request.authority() + request.target(), extra);
  }

  // ---- match

  private void match(Request request, CacheKey key) {
    StoredResponse stored = selected(request, store.lookup(key));
    if (stored != null) {
      read(request, stored);
      return;
    }
    LowerTier below = store.below();
    boolean waits =
        below.knows(key)
            && below.load(
                key,
                loop,
                found -> {
                  StoredResponse brought = selected(request, store.usable(found));
                  if (brought == null) {
                    answer.complete(NOTHING);
                  } else if (!answer.isDone()) {
                    read(request, brought);
                  }
                });
    if (!waits) {
      answer.complete(NOTHING);
    }
  }

  private @Nullable StoredResponse selected(Request request, List<StoredResponse> all) {
    long now = asker.services().clock().millis();
    StoredResponse stored = Lookup.of(request, all).selected;
    if (stored == null || asker.services().purges().check(stored) != PurgeState.NONE) {
      return null;
    }
    Freshness freshness = stored.head().freshness();
    boolean usable =
        freshness.isFresh(now) && freshness.staleness() != Freshness.Staleness.ALWAYS_VALIDATE;
    return usable ? stored : null;
  }

  private void read(Request request, StoredResponse stored) {
    Content whole = stored.whole();
    if (whole == null || whole.length() < 0) {
      answer.complete(NOTHING);
      return;
    }
    long now = asker.services().clock().millis();
    CacheMatch match = CacheMatch.of(request, stored, whole.length(), now);
    if (match.length() > mostBytes) {
      fail(tooLarge());
      return;
    }
    reading =
        new RangeReading(
            loop,
            (int) match.length(),
            octets -> {
              asker.note(stored.tags());
              answer.complete(match.with(octets));
            },
            () -> answer.complete(NOTHING));
    reading.start(whole, match.from());
  }

  private DataException tooLarge() {
    return new DataException(
        DataException.TOO_LARGE, "the response has more than " + mostBytes + " bytes (body-bytes)");
  }

  @Override
  void cancel() {
    if (reading != null) {
      reading.close();
    }
    if (putting != null) {
      putting.cancel();
    }
  }
}
