package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.Content;
import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.http.Response;

/** An exchange that leads a fetch: what that tells moves it on. Of the exchange's event loop. */
final class LeadingExchange implements Fetch.Leader {
  private final Exchange x;

  LeadingExchange(Exchange x) {
    this.x = x;
  }

  @Override
  public void refetches(Fetch next) {
    x.leads(next);
  }

  @Override
  public void notStored(String reason) {
    x.trace.detail(reason);
  }

  @Override
  public boolean hasStale() {
    return LookupPhase.staleFor(x) != null;
  }

  @Override
  public void informational(Response response) {
    x.viewer.informational(response);
    x.viewer.flush();
  }

  @Override
  public void shared(StoredResponse stored) {
    x.trace.stored(stored.head().freshness().ttlSeconds(x.now));
    x.runOn(x.answerWith(new Answer.FromStore(stored, false)));
  }

  @Override
  public void validated(StoredResponse stored) {
    x.trace.revalidated();
    x.runOn(x.answerWith(new Answer.FromStore(stored, true)));
  }

  @Override
  public void partial(Response head, Content content) {
    x.runOn(x.answerWith(new Answer.Partial(head, content)));
  }

  @Override
  public void passed(Response head, boolean hasContent) {
    x.runOn(x.answerWith(new Answer.FromOrigin(head, hasContent, x.led())));
  }

  @Override
  public void fetchFailed(ProxyError error) {
    x.fetchFailed(error);
  }

  @Override
  public void originWritable() {
    x.content.resume();
  }
}
