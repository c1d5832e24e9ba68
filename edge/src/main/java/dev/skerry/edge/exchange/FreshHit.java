package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.CacheKey;
import dev.skerry.edge.cache.Content;
import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.config.CachePolicy;
import dev.skerry.edge.config.NormalPath;
import dev.skerry.edge.config.Rule;
import dev.skerry.edge.config.Site;
import dev.skerry.edge.config.Snapshot;
import dev.skerry.edge.flow.ReadyHead;
import dev.skerry.edge.flow.ViewerStream;
import dev.skerry.edge.observe.CacheVerdict;
import dev.skerry.edge.observe.ExchangeRecord;
import dev.skerry.edge.rules.ResponseRules;
import dev.skerry.edge.semantics.CacheControl;
import dev.skerry.edge.semantics.CacheStatus;
import dev.skerry.edge.semantics.Freshness;
import dev.skerry.edge.semantics.Reuse;
import dev.skerry.handler.Directions;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.channel.FileRegion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The short way for what most requests are: a plain request for a response that is stored, fresh
 * and goes out in one piece. Decided and written in one pass, without an {@link Exchange}.
 *
 * <p>It decides nothing by itself that the pipeline would decide otherwise: where anything is out
 * of the ordinary it does nothing, and the pipeline runs. The head that it sends is one that the
 * pipeline has made for the same stored response, rule and codings.
 */
final class FreshHit {
  private FreshHit() {}

  /** Answers the request; false, and nothing has happened, if the pipeline must. */
  static boolean answer(Services services, Request request, ViewerStream viewer) {
    if (!PlainRequest.is(request)) {
      return false;
    }
    String path = request.path();
    Snapshot snapshot = services.snapshot().get();
    Site site = snapshot.site(request.host());
    // A path in another spelling is the pipeline's to put into its normal form.
    if (site == null || !path.equals(NormalPath.of(path))) {
      return false;
    }
    Rule rule = RuleFinder.rule(site, path);
    if (rule.hooks().viewerRequest() != null || !isPlain(rule, request)) {
      return false;
    }
    Found found = find(services, site, rule, request, Directions.NONE);
    return found != null && send(services, request, viewer, found);
  }

  /**
   * The same for an exchange whose handler has let its request go on.
   *
   * @return whether it is answered; it is to be logged then
   */
  static boolean answer(Exchange x) {
    if (!PlainRequest.is(x.request) || !isPlain(x.rule(), x.request)) {
      return false;
    }
    Found found = find(x.services, x.site(), x.rule(), x.request, x.handlers.directions);
    if (found == null) {
      return false;
    }
    long ttl = found.freshness().ttlSeconds(found.now());
    if (send(x.viewer, found, ttl) < 0) {
      return false;
    }
    x.services.store().asked(found.ready().stored());
    x.trace.hit(CacheVerdict.HIT, ttl);
    x.record.status = found.ready().stored().status();
    x.record.cacheStatus = cacheStatus(x.services, ttl);
    x.record.headNanos = System.nanoTime();
    return true;
  }

  private record Found(
      Site site, ReadyHits.Ready ready, ReadyHead head, Freshness freshness, long now) {}

  /** What is stored, fresh and ready to be sent; null if there is nothing like that. */
  private static @Nullable Found find(
      Services services, Site site, Rule rule, Request request, Directions directions) {
    CacheKey key = KeyBuilder.of(site, rule.key(), request, directions);
    StoredResponse stored = selected(services.store().lookup(key), request);
    if (stored == null) {
      return null;
    }
    long now = services.clock().millis();
    Freshness freshness = LookupPhase.freshness(stored, now);
    if (services.purges().currency().mustValidate(now)
        || Reuse.decide(CacheControl.NONE, freshness, now, rule.cache().semantics())
            != Reuse.FRESH) {
      return null;
    }
    ReadyHits.Ready ready = ReadyHits.ofLoop().find(stored, rule, PlainRequest.codings(request));
    return ready == null || ready.head() == null
        ? null
        : new Found(site, ready, ready.head(), freshness, now);
  }

  private static boolean send(
      Services services, Request request, ViewerStream viewer, Found found) {
    long began = System.nanoTime();
    long ttl = found.freshness().ttlSeconds(found.now());
    long length = send(viewer, found, ttl);
    if (length < 0) {
      return false;
    }
    ExchangeRecord record = new ExchangeRecord(request, viewer.connection(), found.now(), began);
    services.store().asked(found.ready().stored());
    services.observer().began(record, request);
    record.site = found.site().name();
    record.rule = found.ready().rule().name();
    record.status = found.ready().stored().status();
    record.verdict = CacheVerdict.HIT;
    record.contentBytes = length;
    record.cacheStatus = cacheStatus(services, ttl);
    record.headNanos = System.nanoTime();
    record.endNanos = record.headNanos;
    services.observer().finished(record);
    return true;
  }

  /** Only where somebody reads it. */
  private static @Nullable String cacheStatus(Services services, long ttl) {
    return services.observer().wantsText()
        ? CacheStatus.of(services.name()).hit().ttl(ttl).toString()
        : null;
  }

  /** Sends head and content, if they go in one piece; how long the content is, or -1. */
  private static long send(ViewerStream viewer, Found found, long ttl) {
    long age = found.freshness().currentAgeSeconds(found.now());
    Content content = found.ready().content();
    ByteBuf piece = content.inOnePiece();
    if (piece != null) {
      long length = piece.readableBytes();
      if (viewer.sendReady(found.head(), age, ttl, piece)) {
        return length;
      }
      piece.release();
      return -1;
    }
    FileRegion region =
        viewer.takesFiles() ? content.inOneRegion(StoredSource.FILE_PIECE_BYTES) : null;
    if (region != null) {
      long length = region.count();
      if (viewer.sendReadyFile(found.head(), age, ttl, region)) {
        return length;
      }
      region.release();
    }
    return -1;
  }

  /** Whether the rule, but for a handler of requests, leaves plain requests and their responses. */
  private static boolean isPlain(Rule rule, Request request) {
    CachePolicy cache = rule.cache();
    return rule.guards().isOpen()
        && rule.changes().redirect() == null
        && !ResponseRules.isNeeded(rule)
        && rule.hooks().viewerResponse() == null
        && rule.key().headers().isEmpty()
        && rule.key().cookies().isEmpty()
        && cache.mode() != CachePolicy.Mode.BYPASS
        && (cache.cookies() != CachePolicy.Cookies.BYPASS
            || !request.fields().contains(FieldNames.COOKIE));
  }

  private static @Nullable StoredResponse selected(List<StoredResponse> all, Request request) {
    for (int i = 0; i < all.size(); i++) {
      StoredResponse stored = all.get(i);
      if (!stored.head().vary().isNoneOrCoding()) {
        // The fields that it is chosen by may be the edge's to change.
        return null;
      }
      if (stored.head().isSelectedBy(request.fields())) {
        return stored;
      }
    }
    return null;
  }

  /**
   * Keeps what the pipeline is about to send, if the next one like it may take the short way.
   *
   * @param head as it goes to the viewer
   * @param content what follows it, whole
   */
  static void learn(Exchange x, StoredResponse stored, Response head, Content content) {
    Fields trailers = content.trailers();
    if (!trailers.isEmpty()
        || x.trace.verdict() != CacheVerdict.HIT
        || x.record.error != null
        || stored.head().packed().contains(FieldNames.CACHE_STATUS)
        || !PlainRequest.is(x.request)
        || !isPlain(x.rule(), x.request)) {
      return;
    }
    ReadyHits hits = ReadyHits.ofLoop();
    String codings = PlainRequest.codings(x.request);
    ReadyHits.Ready before = hits.find(stored, x.rule(), codings);
    ReadyHead ready =
        before == null
            ? null
            : x.viewer.ready(head, CacheStatus.of(x.services.name()).hit() + ";ttl=");
    hits.put(new ReadyHits.Ready(stored, x.rule(), codings, ready, content));
  }
}
