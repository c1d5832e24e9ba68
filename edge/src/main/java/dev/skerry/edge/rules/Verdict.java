package dev.skerry.edge.rules;

import dev.skerry.http.Response;
import java.util.function.Supplier;

/** What a rule decides of a request when it comes in. */
public sealed interface Verdict {
  /** The one that lets the request go on. */
  Verdict CONTINUE = new Continue();

  /** The request goes on. */
  record Continue() implements Verdict {}

  /**
   * The edge answers by itself.
   *
   * @param response owned by the exchange; {@code content-length} is set
   * @param content plain text in ASCII; empty for none
   * @param reason why, for logs and explanations
   */
  record Respond(Response response, String content, Reason reason) implements Verdict {}

  /**
   * A password has to be checked against its hash, which takes long on purpose: {@code check} is to
   * be run on a worker thread, never on an event loop; its result is {@link Continue} or {@link
   * Respond}, and holds for all that the rule says of the request.
   */
  record VerifyOnWorker(Supplier<Verdict> check) implements Verdict {}

  /** Why the edge answers by itself. */
  enum Reason {
    ADDRESS_DENIED,
    RATE_LIMITED,
    SIGNATURE_MISSING,
    SIGNATURE_WRONG,
    SIGNATURE_EXPIRED,
    CREDENTIALS_MISSING,
    CREDENTIALS_WRONG,
    TOO_MANY_VERIFICATIONS,
    REDIRECTED,
    PREFLIGHT
  }
}
