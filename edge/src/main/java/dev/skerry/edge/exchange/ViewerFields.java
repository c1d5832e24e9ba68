package dev.skerry.edge.exchange;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.semantics.CacheStatus;
import dev.skerry.edge.semantics.ProxyStatus;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Response;
import org.jspecify.annotations.Nullable;

/** The last touches to the head of a response before the viewer gets it. */
final class ViewerFields {
  private ViewerFields() {}

  /**
   * Adds what the edge says of itself and makes the changes of the rule; changes and returns the
   * head.
   */
  static Response dress(Exchange x, Response head) {
    CacheStatus status = x.trace.member(x.services.name());
    if (status != null) {
      x.record.cacheStatus = status.addTo(head.fields());
    }
    ProxyError error = x.record.error;
    if (error != null) {
      proxyStatus(x, error).addTo(head.fields());
    }
    // Said to this cache: another one further on would keep what no purge of ours reaches.
    head.fields().remove(FieldNames.SURROGATE_CONTROL).remove(FieldNames.SKERRY_CACHE_CONTROL);
    RuleResponse.apply(x, head);
    HandledResponse handled = x.handlers.about(x.answer);
    if (handled != null) {
      handled.applyTo(head);
    }
    return head;
  }

  private static ProxyStatus proxyStatus(Exchange x, ProxyError error) {
    ProxyStatus status = ProxyStatus.of(x.services.name()).error(error.type().token());
    @Nullable String details = error.details();
    return details == null ? status : status.details(details);
  }
}
