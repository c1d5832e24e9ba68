package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.StoredHead;
import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.purge.Ticket;
import dev.skerry.edge.semantics.Freshening;
import dev.skerry.edge.semantics.Freshness;
import dev.skerry.edge.semantics.StoreDecision;
import dev.skerry.edge.semantics.SurrogateTags;
import dev.skerry.edge.semantics.Timing;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings a stored response up to date from a 304, or from the response to HEAD (RFC 9111 §4.3.4,
 * §4.3.5).
 */
final class Freshen {
  /**
   * A stored response after its validation.
   *
   * @param kept whether it is still in the store; if not, whoever uses it must release it
   */
  record Confirmed(StoredResponse stored, boolean kept) {}

  private final Fetch fetch;
  private final Response received;

  /** The tags that came with the confirmation, and those of handlers. */
  private final SurrogateTags said;

  private final Timing timing;

  private Freshen(Fetch fetch, Response received) {
    this.fetch = fetch;
    this.received = received;
    this.said = fetch.tags.of(received.fields());
    received.fields().removeIf((name, value) -> SurrogateTags.isTagField(name));
    this.timing = new Timing(fetch.requestMillis, fetch.services.clock().millis());
  }

  /**
   * Updates what a 304 confirms.
   *
   * @return null if that cannot be told, or has been purged or evicted meanwhile: then the request
   *     must be sent once more without conditions
   */
  static @Nullable Confirmed byNotModified(Fetch fetch, Response notModified) {
    return new Freshen(fetch, notModified).confirm();
  }

  private @Nullable Confirmed confirm() {
    StoredResponse old = fetch.plan.validating().getFirst();
    if (!fetch.services.store().isUsable(old)) {
      return null;
    }
    return switch (Freshening.select(received.fields(), List.of(old.head().validators()))) {
      case Freshening.Selection.Update(List<Integer> _) -> replace(old, updated(old));
      case Freshening.Selection.Confirm() ->
          replace(
              old,
              Freshening.confirm(
                  fetch.plan.toOrigin(),
                  old.status(),
                  old.fields(),
                  received.fields(),
                  fetch.plan.rule().cache().semantics(),
                  timing));
      case Freshening.Selection.Unknown() -> null;
    };
  }

  private Freshening.Freshened updated(StoredResponse old) {
    return Freshening.update(
        fetch.plan.toOrigin(),
        old.status(),
        old.fields(),
        received.fields(),
        fetch.plan.rule().cache().semantics(),
        timing);
  }

  private @Nullable Confirmed replace(StoredResponse old, Freshening.Freshened freshened) {
    if (freshened.decision() instanceof StoreDecision.Store store) {
      StoredResponse fresh = withFreshness(old, freshened, store.freshness());
      return fresh != null
              && fetch.services.store().replace(old, fresh)
              && fetch.services.store().isUsable(fresh)
          ? new Confirmed(fresh, true)
          : null;
    }
    // It must not be kept any longer, but it is the answer to this request.
    StoredResponse once = withFreshness(old, freshened, old.head().freshness());
    fetch.services.store().remove(old.key(), old);
    return once == null ? null : new Confirmed(once, false);
  }

  private @Nullable StoredResponse withFreshness(
      StoredResponse old, Freshening.Freshened freshened, Freshness freshness) {
    List<String> tags = fetch.plan.joined(old.tags(), said);
    StoredHead head = old.head().freshened(freshened.fields(), freshness, fetch.ticket);
    return tags == null ? null : old.withHead(tagged(head, old, tags));
  }

  private static StoredHead tagged(StoredHead head, StoredResponse old, List<String> tags) {
    return tags.equals(old.tags()) ? head : head.withTags(tags);
  }

  /** Updates, or makes stale, what is stored for GET by the response to HEAD. */
  static void byHead(Fetch fetch, Response head) {
    new Freshen(fetch, head).applyHead();
  }

  private void applyHead() {
    // The ticket first: a purge from now on is found by it, an earlier one by the stored response.
    Ticket ticket = fetch.services.purges().begin();
    StoredResponse stored = selected();
    if (stored == null || !update(stored, ticket)) {
      ticket.release();
    }
  }

  /** Whether the ticket is taken: by the updated response, or given back with it. */
  private boolean update(StoredResponse stored, Ticket ticket) {
    Freshening.HeadEffect effect =
        Freshening.headEffect(
            received.status(), received.fields(), stored.fields(), stored.totalLength());
    switch (effect) {
      case UPDATE -> {
        Freshening.Freshened freshened = updated(stored);
        // The origin may have made this head before a soft purge: that is not undone by it.
        List<String> tags = fetch.plan.joined(stored.tags(), said);
        if (freshened.decision() instanceof StoreDecision.Store store
            && tags != null
            // Nor is it known what the stored one becomes by what handlers have read for this one.
            && fetch.tags.ofRead().isEmpty()
            && !stored.isSoftPurged()) {
          StoredHead head = stored.head().freshened(freshened.fields(), store.freshness(), ticket);
          keep(stored, tagged(head, stored, tags));
          return true;
        }
      }
      case MAKE_STALE -> {
        Freshness stale = stored.head().freshness().staleFrom(timing.responseMillis());
        keep(stored, stored.head().freshened(stored.fields(), stale, stored.ticket()));
      }
      case NONE -> {}
    }
    return false;
  }

  private void keep(StoredResponse old, StoredHead head) {
    StoredResponse changed = old.withHead(head);
    if (changed != null) {
      fetch.services.store().replace(old, changed);
    } else if (head.ticket() != old.ticket()) {
      head.ticket().release();
    }
  }

  private @Nullable StoredResponse selected() {
    Request asked = fetch.plan.asked();
    for (StoredResponse stored : fetch.services.store().lookup(fetch.plan.keyOrFail())) {
      if (stored.head().isSelectedBy(asked.fields()) && stored.whole() != null) {
        return stored;
      }
    }
    return null;
  }
}
