package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.CacheKey;
import dev.skerry.edge.cache.Fill;
import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.config.CachePolicy;
import dev.skerry.edge.purge.Ticket;
import dev.skerry.edge.semantics.AcceptEncoding;
import dev.skerry.edge.semantics.ByteRange;
import dev.skerry.edge.semantics.Hops;
import dev.skerry.edge.semantics.PartialContent;
import dev.skerry.edge.semantics.SurrogateControl;
import dev.skerry.edge.semantics.Validation;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds the request that goes to the origin, and plans what may become of the response. */
final class OriginRequestPhase {
  private OriginRequestPhase() {}

  static Phase run(Exchange x) {
    Request request = x.request;
    if (!Hops.mayForward(request)) {
      return x.answerWith(LocalResponses.text(200, "max-forwards is used up: this is the edge"));
    }
    Request toOrigin = toOrigin(x);
    // The ticket before anything stored is looked at again: what is purged from now on is found by
    // it.
    Ticket ticket = x.handlers.ticket(x.services.purges());
    Lookup lookup = x.lookup;
    List<StoredResponse> validating = List.of();
    Completing.Gap gap = null;
    Fill fill = null;
    if (lookup != null) {
      fill = lookup.leading == null ? x.services.fills().alone(x.key()) : lookup.leading;
      StoredResponse selected = usable(x, lookup.selected);
      if (selected != null && lookup.validate) {
        validating = validating(toOrigin, selected);
      } else if (lookup.leading != null && selected != null && selected.isPartial()) {
        gap = gap(toOrigin, selected);
      }
      lookup.leading = null;
      lookup.validate = false;
    }
    if (lookup == null && mayAnswerLaterGets(x)) {
      x.key = KeyBuilder.of(x.site(), x.rule().key(), request, x.handlers.directions);
      fill = x.services.fills().alone(x.key());
    }
    CacheKey key = fill == null ? null : x.key();
    FetchPlan plan =
        new FetchPlan(
            x.snapshot,
            x.site(),
            x.rule(),
            request,
            x.asking(),
            x.handlers.directions,
            toOrigin,
            key,
            fill,
            validating,
            gap);
    Fetch.Leader leader = new LeadingExchange(x);
    Fetch fetch = new Fetch(x.services, plan, x.viewer.loop(), ticket, leader, x.record);
    fetch.tags.isMadeOf(x.handlers.read);
    x.leads(fetch);
    return x.handTo(Phase.FETCH);
  }

  /** A POST whose response says so can answer later GETs of the same URI (RFC 9110 §9.3.3). */
  private static boolean mayAnswerLaterGets(Exchange x) {
    return x.request.method().equals("POST") && x.rule().cache().mode() != CachePolicy.Mode.BYPASS;
  }

  private static @Nullable StoredResponse usable(Exchange x, @Nullable StoredResponse stored) {
    return stored != null && x.services.store().isUsable(stored) ? stored : null;
  }

  private static List<StoredResponse> validating(Request toOrigin, StoredResponse stored) {
    return Validation.setConditions(toOrigin.fields(), stored.head().validators())
        ? List.of(stored)
        : List.of();
  }

  /** What a stored part lacks, asked for in the request; null if the whole is asked for. */
  private static Completing.@Nullable Gap gap(Request toOrigin, StoredResponse part) {
    long total = part.totalLength();
    if (total <= 0) {
      return null;
    }
    ByteRange missing =
        PartialContent.askForMissing(
            toOrigin.fields(),
            RangeRequest.extents(part),
            new ByteRange(0, total - 1),
            total,
            part.head().validators());
    return missing == null ? null : new Completing.Gap(part, missing);
  }

  /** The viewer's request as the origin gets it. */
  private static Request toOrigin(Exchange x) {
    Request request = x.request.copy();
    request.query(x.rule().key().query().normalise(request.query()));
    Hops.addVia(request.fields(), request.version(), x.services.name());
    Hops.addLoop(request.fields(), x.services.loopId());
    String codings = request.fields().combined(FieldNames.ACCEPT_ENCODING);
    if (codings != null && x.lookup != null) {
      // What the variant is told by is what the origin is asked for.
      request.fields().set(FieldNames.ACCEPT_ENCODING, AcceptEncoding.understood(codings));
    }
    if (x.rule().hooks().readResponses()) {
      // What a handler reads is not coded; the edge may code it on the way to the viewer.
      request.fields().set(FieldNames.ACCEPT_ENCODING, "identity");
    }
    request.fields().set(FieldNames.SURROGATE_CAPABILITY, SurrogateControl.CAPABILITY);
    RuleRequest.toOrigin(x, request);
    return request;
  }

  /** A validation without a leader. */
  static void inBackground(Exchange x, StoredResponse stale, Fill fill) {
    Request toOrigin;
    try {
      toOrigin = toOrigin(x).method("GET").hasContent(false);
    } catch (RuntimeException e) {
      x.services.fills().resolve(fill, new Fill.Outcome.Private());
      throw e;
    }
    Ticket ticket = x.handlers.ticket(x.services.purges());
    Validation.removeConditions(toOrigin.fields());
    toOrigin.fields().remove(FieldNames.IF_MATCH).remove(FieldNames.IF_UNMODIFIED_SINCE);
    Request asked = x.request.copy().method("GET");
    asked.fields().remove(FieldNames.RANGE).remove(FieldNames.IF_RANGE);
    FetchPlan plan =
        new FetchPlan(
            x.snapshot,
            x.site(),
            x.rule(),
            asked,
            x.asking(),
            x.handlers.directions,
            toOrigin,
            stale.key(),
            fill,
            validating(toOrigin, stale),
            null);
    Fetch fetch = new Fetch(x.services, plan, x.viewer.loop(), ticket, null, null);
    fetch.tags.isMadeOf(x.handlers.read);
    fetch.start();
  }
}
