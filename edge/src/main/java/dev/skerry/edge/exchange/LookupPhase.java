package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.CacheKey;
import dev.skerry.edge.cache.Content;
import dev.skerry.edge.cache.Fill;
import dev.skerry.edge.cache.Fills;
import dev.skerry.edge.cache.LowerTier;
import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.config.CachePolicy;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.observe.CacheVerdict;
import dev.skerry.edge.semantics.CacheStatus.Forward;
import dev.skerry.edge.semantics.Freshness;
import dev.skerry.edge.semantics.Reuse;
import dev.skerry.edge.semantics.StaleOnError;
import dev.skerry.edge.semantics.Vary;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds what answers the request without asking the origin: a stored response, or one that another
 * exchange is fetching; or else decides how to ask (RFC 9111 §4).
 */
final class LookupPhase {
  private LookupPhase() {}

  static @Nullable Phase run(Exchange x) {
    Request request = x.request;
    CachePolicy policy = x.rule().cache();
    Forward bypass = bypass(request, policy);
    if (bypass != null) {
      x.trace.forwarded(bypass);
      return x.handTo(Phase.ORIGIN_REQUEST);
    }
    CacheKey key = KeyBuilder.of(x.site(), x.rule().key(), request, x.handlers.directions);
    x.key = key;
    boolean blind = x.hasStartedOverTooOften();
    Lookup lookup = Lookup.of(request, blind ? List.of() : x.lookupWait().stored());
    x.lookup = lookup;
    StoredResponse selected = lookup.selected;
    if (selected == null) {
      if (x.lookupWait().mayAskBelow() && isBelow(x.services, x.key(), x.request, lookup)) {
        return x.lookupWait().awaitBelow(wanted(x.key(), x.request, lookup));
      }
      return missed(x, lookup, lookup.all.isEmpty() ? Forward.URI_MISS : Forward.VARY_MISS);
    }
    if (isForOriginToJudge(request.fields())) {
      return missed(x, lookup, Forward.REQUEST);
    }
    if (!RangeRequest.isAnswerable(request, selected, x.snapshot.limits().ranges())) {
      return missed(x, lookup, Forward.PARTIAL);
    }
    return found(x, lookup, selected);
  }

  /** Whether the tier below memory has what the request asks for, as far as it knows. */
  static boolean isBelow(Services services, CacheKey key, Request request, Lookup lookup) {
    LowerTier below = services.store().below();
    LowerTier.Variant wanted = wanted(key, request, lookup);
    return wanted == null ? below.knows(key) : below.knows(wanted);
  }

  /** The variant that the request asks for, where the selecting fields are known; else null. */
  private static LowerTier.@Nullable Variant wanted(CacheKey key, Request request, Lookup lookup) {
    if (lookup.all.isEmpty()) {
      return null;
    }
    Vary vary = lookup.all.getFirst().head().vary();
    return new LowerTier.Variant(key, vary, vary.variant(request.fields()));
  }

  /** Why the cache is not asked at all, or null. */
  static @Nullable Forward bypass(Request request, CachePolicy policy) {
    String method = request.method();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return Forward.METHOD;
    }
    boolean cookies =
        policy.cookies() == CachePolicy.Cookies.BYPASS
            && request.fields().contains(FieldNames.COOKIE);
    return policy.mode() == CachePolicy.Mode.BYPASS
            || cookies
            || request.hasContent()
            || request.upgrade() != null
        ? Forward.BYPASS
        : null;
  }

  // ---- something stored matches

  private static @Nullable Phase found(Exchange x, Lookup lookup, StoredResponse selected) {
    Freshness freshness = freshness(selected, x.now);
    Reuse reuse = Reuse.decide(lookup.wants, freshness, x.now, x.rule().cache().semantics());
    if (isServed(reuse.action()) && mayHaveMissedPurges(x)) {
      x.trace.detail("purges-unknown");
      lookup.validate = selected.head().validators().isPresent() && !selected.isPartial();
      return missed(x, lookup, Forward.STALE);
    }
    if (isServed(reuse.action()) && isCold(selected) && !x.lookupWait().isBroughtBelow()) {
      return x.lookupWait().mayAskBelow() ? x.lookupWait().awaitBelow(null) : slow(x, lookup);
    }
    return switch (reuse.action()) {
      case SERVE -> serve(x, selected, reuse);
      case SERVE_AND_VALIDATE -> {
        BackgroundValidation.start(x, selected);
        yield serve(x, selected, reuse);
      }
      case VALIDATE -> {
        lookup.validate = selected.head().validators().isPresent() && !selected.isPartial();
        yield missed(x, lookup, Forward.of(reuse));
      }
      case GATEWAY_TIMEOUT -> gatewayTimeout(x);
    };
  }

  /** Whether nothing may be served that the origin has not just said is still right. */
  private static boolean mayHaveMissedPurges(Exchange x) {
    return x.services.purges().currency().mustValidate(x.services.clock().millis());
  }

  private static boolean isServed(Reuse.Action action) {
    return action == Reuse.Action.SERVE || action == Reuse.Action.SERVE_AND_VALIDATE;
  }

  /** Whether the response's content stands on the disk, and would have to be waited for. */
  private static boolean isCold(StoredResponse stored) {
    Content content = stored.whole();
    return content != null && content.isCold();
  }

  /** The disk has what was found, but does not bring it in time: the origin is asked. */
  private static @Nullable Phase slow(Exchange x, Lookup lookup) {
    x.trace.detail("slow-disk");
    return missed(x, lookup, Forward.URI_MISS);
  }

  /** A soft purge makes a response stale at once. */
  static Freshness freshness(StoredResponse stored, long now) {
    Freshness freshness = stored.head().freshness();
    return stored.isSoftPurged() ? freshness.staleFrom(now) : freshness;
  }

  private static Phase serve(Exchange x, StoredResponse stored, Reuse reuse) {
    x.services.store().asked(stored);
    CacheVerdict verdict = reuse == Reuse.FRESH ? CacheVerdict.HIT : CacheVerdict.STALE;
    x.trace.hit(verdict, stored.head().freshness().ttlSeconds(x.now));
    if (x.lookupWait().isBroughtBelow()) {
      x.trace.detail("disk");
    }
    return x.answerWith(new Answer.FromStore(stored, true));
  }

  private static Phase gatewayTimeout(Exchange x) {
    x.trace.detail("only-if-cached");
    return x.answerWith(
        LocalResponses.text(504, "nothing usable is stored, and only-if-cached was asked"));
  }

  // ---- the origin must be asked, by this exchange or by another that already does

  private static @Nullable Phase missed(Exchange x, Lookup lookup, Forward why) {
    if (Reuse.isGatewayTimeoutOnMiss(lookup.wants, x.rule().cache().semantics())) {
      return gatewayTimeout(x);
    }
    x.trace.forwarded(why);
    Fills fills = x.services.fills();
    CacheKey key = x.key();
    CachePolicy.Collapse collapse = x.rule().cache().collapse();
    if (!collapse.enabled()
        || mayHaveMissedPurges(x)
        || x.hasStartedOverTooOften()
        || isForOriginToJudge(x.request.fields())) {
      return x.handTo(Phase.ORIGIN_REQUEST);
    }
    if (!mayLead(x, lookup)) {
      Fill shared = fills.findShared(key, stored -> isUsable(x, lookup, stored));
      return shared == null ? x.handTo(Phase.ORIGIN_REQUEST) : x.lookupWait().await(shared);
    }
    String variant = lookup.variantGuess(x.request, fills.anyShared(key));
    Fills.Place place =
        fills.joinOrLead(
            key,
            variant,
            stored -> isUsable(x, lookup, stored),
            System.nanoTime(),
            TimeUnit.MILLISECONDS.toNanos(collapse.leaderMs()));
    if (place.leads()) {
      lookup.leading = place.fill();
      return x.handTo(Phase.ORIGIN_REQUEST);
    }
    return x.lookupWait().await(place.fill());
  }

  /** Whether the response to this request is likely to serve others who wait for it. */
  private static boolean mayLead(Exchange x, Lookup lookup) {
    Fields fields = x.request.fields();
    return x.request.method().equals("GET")
        && (lookup.validate || !fields.contains(FieldNames.RANGE))
        && !fields.contains(FieldNames.AUTHORIZATION)
        && (lookup.validate || !isConditional(fields))
        && !x.services.uncacheable().contains(x.key());
  }

  /** Whether a request is like those that may lead: its response tells of theirs. */
  static boolean isPlainGet(Request request) {
    Fields fields = request.fields();
    return request.method().equals("GET")
        && !fields.contains(FieldNames.RANGE)
        && !fields.contains(FieldNames.AUTHORIZATION)
        && !isConditional(fields);
  }

  private static boolean isConditional(Fields fields) {
    return fields.contains(FieldNames.IF_NONE_MATCH)
        || fields.contains(FieldNames.IF_MODIFIED_SINCE)
        || isForOriginToJudge(fields);
  }

  /** Conditions about the state of the resource itself (RFC 9111 §4.3.2). */
  static boolean isForOriginToJudge(Fields fields) {
    return fields.contains(FieldNames.IF_MATCH) || fields.contains(FieldNames.IF_UNMODIFIED_SINCE);
  }

  /** Whether a response that is being filled answers the request as it is. */
  private static boolean isUsable(Exchange x, Lookup lookup, StoredResponse stored) {
    return stored.head().isSelectedBy(x.request.fields())
        && x.services.store().isUsable(stored)
        && RangeRequest.isAnswerable(x.request, stored, x.snapshot.limits().ranges())
        && Reuse.decide(lookup.wants, freshness(stored, x.now), x.now, x.rule().cache().semantics())
                .action()
            == Reuse.Action.SERVE;
  }

  // ---- parked: the fill of another exchange

  /** The outcome of the fill that was waited for. */
  static @Nullable Phase resolved(Exchange x, Fill.Outcome outcome) {
    return switch (outcome) {
      case Fill.Outcome.Shared(StoredResponse stored) -> {
        // Its directives were obeyed: the response was asked for after this request had come, or
        // was
        // fresh enough when it joined.
        boolean usable =
            stored.head().isSelectedBy(x.request.fields())
                && x.services.store().isUsable(stored)
                && !mayHaveMissedPurges(x);
        if (!usable) {
          yield x.handTo(Phase.LOOKUP);
        }
        x.trace.collapsed();
        yield x.answerWith(new Answer.FromStore(stored, true));
      }
      case Fill.Outcome.Private() -> alone(x);
      case Fill.Outcome.Failed(ProxyError error) -> failed(x, error);
    };
  }

  static Phase waitedTooLong(Exchange x) {
    x.trace.detail("waited-too-long");
    return alone(x);
  }

  private static Phase alone(Exchange x) {
    return x.handTo(Phase.ORIGIN_REQUEST);
  }

  /**
   * What to answer when the origin has failed: something stale where that is allowed, else the
   * error.
   */
  static Phase failed(Exchange x, ProxyError error) {
    x.record.error = error;
    StoredResponse stale = staleFor(x);
    if (stale == null) {
      return x.answerWith(LocalResponses.error(error));
    }
    x.trace.hit(CacheVerdict.STALE, stale.head().freshness().ttlSeconds(x.now));
    x.trace.detail(error.type().token());
    return x.answerWith(new Answer.FromStore(stale, true));
  }

  /** The stored response that may be served in place of an error (RFC 5861 §4), or null. */
  static @Nullable StoredResponse staleFor(Exchange x) {
    Lookup lookup = x.lookup;
    StoredResponse selected = lookup == null ? null : lookup.selected;
    return selected != null
            && !mayHaveMissedPurges(x)
            && x.services.store().isUsable(selected)
            && RangeRequest.isAnswerable(x.request, selected, x.snapshot.limits().ranges())
            && mayBeServedStale(selected, x)
        ? selected
        : null;
  }

  private static boolean mayBeServedStale(StoredResponse stored, Exchange x) {
    long now = x.services.clock().millis();
    return StaleOnError.afterFailure(freshness(stored, now), now).isServed();
  }
}
