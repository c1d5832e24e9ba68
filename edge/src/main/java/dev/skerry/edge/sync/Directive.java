package dev.skerry.edge.sync;

import dev.skerry.edge.config.document.Bundle;
import dev.skerry.edge.observe.HandlerTail;
import dev.skerry.edge.purge.Purge;

/**
 * What a control plane tells an edge. An edge carries directives out one after the other, in the
 * order in which they were told.
 */
public sealed interface Directive {
  /**
   * The first of all.
   *
   * @param controlPlane names the state that it keeps, for good: numbers and versions of another
   *     mean something else
   * @param nowMillis its clock, milliseconds since the epoch
   * @param latest the number of its newest purge, 0 for none
   * @param latestAtMillis when that one was ordered, as this control plane says; 0 for none. An
   *     edge that counts from there says both when it comes again, so that a control plane which
   *     was put back to an older state, and has given the number again, finds out
   * @param beatMillis so often at least something is told; who hears nothing for three times as
   *     long has lost the control plane
   */
  record Welcome(
      String controlPlane, long nowMillis, long latest, long latestAtMillis, long beatMillis)
      implements Directive {}

  /**
   * A configuration to put in force instead of the one that is. Answered by {@link Report.InForce}
   * or {@link Report.Refused}.
   *
   * @param version above 0; may be lower than the one in force, where a rollout was taken back
   */
  record Configure(long version, Bundle bundle) implements Directive {}

  /**
   * A purge. Its number is above that of all that were told before; numbers may leave gaps.
   * Answered, when it is in force and will be after a restart, by {@link Report.Applied}.
   */
  record Order(Purge purge) implements Directive {
    /** The purge's number. */
    public long sequence() {
      return purge.sequence();
    }
  }

  /**
   * The purges up to a number are not known any more, and this edge has not applied them all:
   * whatever it has was to be purged. Answered by {@link Report.Applied}.
   *
   * @param upTo the number from which the edge counts on
   * @param atMillis when the purge of that number was ordered, as {@link Welcome#latestAtMillis}; 0
   *     if that is not known any more
   */
  record Forgotten(long upTo, long atMillis) implements Directive {}

  /**
   * Every purge up to this number has been told: an edge that has applied them is current. Told
   * once after {@link Hello}, when the purges that it had missed have been told.
   */
  record Current(long sequence) implements Directive {}

  /**
   * Nothing new, and still there.
   *
   * @param nowMillis the control plane's clock, milliseconds since the epoch
   */
  record Beat(long nowMillis) implements Directive {}

  /**
   * A purge to be counted and not carried out. Answered by {@link Report.Counted}.
   *
   * @param question names it, for the answer
   * @param purge its number and time are of no account
   */
  record Count(long question, Purge purge) implements Directive {}

  /**
   * A question for lines of a handler. Answered by {@link Report.Lines}, at once or when there is
   * one, or not at all where none comes in time.
   *
   * @param question names it, for the answer
   * @param asked which lines
   */
  record Tail(long question, HandlerTail.Asked asked) implements Directive {}

  /**
   * A run of a handler that this edge may take. Answered by {@link Report.Offered}.
   *
   * @param run names it, for the answer
   */
  record Offer(ScheduledRun run) implements Directive {}

  /**
   * A run that this edge has taken on this connection is its own, and begins now. Answered by
   * {@link Report.Ran} at its end.
   */
  record Begin(ScheduledRun run) implements Directive {}

  /** This edge is not wanted any more: it is to serve on and not to come back by itself. */
  record Revoked() implements Directive {}
}
