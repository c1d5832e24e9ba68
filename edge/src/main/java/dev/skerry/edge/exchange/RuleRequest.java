package dev.skerry.edge.exchange;

import dev.skerry.edge.config.Rule;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.rules.ForwardedFields;
import dev.skerry.edge.rules.Verdict;
import dev.skerry.edge.rules.Viewer;
import dev.skerry.http.Request;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a rule does to a request: whether it may go on, and as what the origin gets it. */
final class RuleRequest {
  private static final Logger log = LoggerFactory.getLogger(RuleRequest.class);

  private static final ProxyError FAILED =
      ProxyError.of(ProxyError.Type.PROXY_INTERNAL_ERROR, null);

  private RuleRequest() {}

  /**
   * Asks the rule.
   *
   * @param sentPath the path as the viewer sent it
   */
  static @Nullable Phase run(Exchange x, Rule rule, String sentPath) {
    Viewer viewer = ForwardedFields.receive(rule.forwarded(), x.request, x.viewer.connection());
    x.asking = viewer;
    Verdict verdict =
        x.services.rules().atViewerRequest(rule, x.request, sentPath, viewer, x.now / 1000);
    return switch (verdict) {
      case Verdict.Continue() -> HandlerHooks.viewerRequest(x);
      case Verdict.Respond respond -> x.answerWith(answer(respond));
      case Verdict.VerifyOnWorker slow -> {
        verify(x, slow);
        yield null;
      }
    };
  }

  private static Answer answer(Verdict.Respond respond) {
    return new Answer.Local(respond.response(), respond.content());
  }

  /** Parks until a worker has checked the password. */
  private static void verify(Exchange x, Verdict.VerifyOnWorker slow) {
    try {
      x.services.workers().execute(() -> verifyOnWorker(x, slow));
    } catch (RejectedExecutionException stopping) {
      x.viewer.loop().execute(() -> x.fetchFailed(FAILED));
    }
  }

  private static void verifyOnWorker(Exchange x, Verdict.VerifyOnWorker slow) {
    try {
      Verdict verdict = slow.check().get();
      x.viewer.loop().execute(() -> x.goOn(() -> verified(x, verdict)));
    } catch (RuntimeException e) {
      log.error("a password could not be checked", e);
      x.viewer.loop().execute(() -> x.fetchFailed(FAILED));
    }
  }

  private static @Nullable Phase verified(Exchange x, Verdict verdict) {
    if (verdict instanceof Verdict.Respond respond) {
      return x.answerWith(answer(respond));
    }
    x.services.rules().afterVerification(x.request);
    return HandlerHooks.viewerRequest(x);
  }

  /** Prepares the request for the origin. */
  static void toOrigin(Exchange x, Request request) {
    x.services.rules().atOriginRequest(x.rule(), request, x.asking());
  }
}
