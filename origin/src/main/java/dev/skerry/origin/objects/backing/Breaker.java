package dev.skerry.origin.objects.backing;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether a service answers, by what becomes of the calls to it. It does not where some in a
 * row were not answered, or prompt calls are under way and nothing was heard for long: those that a
 * service that is well answers soon, unlike those with which content is sent, or an upload is
 * completed. Then it is open: calls are refused at once until the service was heard again, for
 * which somebody asks it on purpose. Any thread.
 */
final class Breaker {
  private static final Logger log = LoggerFactory.getLogger(Breaker.class);
  private static final int FAILURES = 3;

  private final String service;
  private final long silenceNanos;
  private final LongSupplier nanos;
  private final LongConsumer whenOpened;

  // guarded by this

  /** How many prompt calls are under way. */
  private int prompt;

  /** Since when: when the first of them began, or the service was heard. */
  private long awaited;

  /** Calls in a row that were not answered. */
  private int failures;

  private boolean open;

  /** How often it was opened. */
  private long openings;

  /**
   * A service that is taken to answer.
   *
   * @param service as the log names it
   * @param nanos a clock of nanoseconds
   * @param whenOpened is told the how many-th time it is, and does not block
   */
  Breaker(String service, Patience patience, LongSupplier nanos, LongConsumer whenOpened) {
    this.service = service;
    this.silenceNanos = patience.silence().toNanos();
    this.nanos = nanos;
    this.whenOpened = whenOpened;
  }

  /**
   * Whether a call may be made, which ends with one of the three below.
   *
   * @param isPrompt whether a service that is well answers it soon; said again at its end
   */
  synchronized boolean enter(boolean isPrompt) {
    long now = nanos.getAsLong();
    if (!open && isSilent(now)) {
      open();
    }
    if (open) {
      return false;
    }
    if (isPrompt && prompt++ == 0) {
      awaited = now;
    }
    return true;
  }

  /** Whether a call that is answered soon by a service that is well has waited in vain for long. */
  private boolean isSilent(long now) {
    return prompt > 0 && now - awaited >= silenceNanos;
  }

  private void open() {
    open = true;
    openings++;
    log.warn("{} does not answer: calls that need it are refused", service);
    whenOpened.accept(openings);
  }

  /** A call was answered, be it with an error of its own. */
  synchronized void answered(boolean wasPrompt) {
    left(wasPrompt);
    heard();
  }

  /** It was heard, by whomever. */
  synchronized void heard() {
    awaited = nanos.getAsLong();
    failures = 0;
    if (open) {
      open = false;
      log.info("{} answers again", service);
    }
  }

  /** A call was not answered, or only that the service cannot. */
  synchronized void unanswered(boolean wasPrompt) {
    boolean silent = isSilent(nanos.getAsLong());
    left(wasPrompt);
    failures++;
    if (!open && (silent || failures >= FAILURES)) {
      open();
    }
  }

  /** A call was not made. */
  synchronized void left(boolean wasPrompt) {
    if (wasPrompt) {
      prompt--;
    }
  }

  /** Whether it is open since that opening. */
  synchronized boolean isOpen(long opening) {
    return open && openings == opening;
  }
}
