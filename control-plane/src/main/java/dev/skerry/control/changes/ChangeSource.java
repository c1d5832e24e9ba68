package dev.skerry.control.changes;

import dev.skerry.edge.purge.Selector;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A part of the origin: where its changes are told, and what they purge. */
interface ChangeSource {
  /** One word: for metrics and the log, and the name of the place in the feed. */
  String name();

  /** Where its changes are told. */
  Topic topic();

  /** Whether a site asks for any of its changes. */
  boolean isAsked(Subscription subscription);

  /** What the tags of all that a site asks for begin with, one for each table or bucket. */
  Set<String> prefixes(Subscription subscription);

  /** What of a site is purged when it begins to ask for what has tags that begin so. */
  Selector begun(String prefix);

  /** What reads some entries of the topic, all as of the same moment. */
  Reading reading(Reads reads, List<Subscription> asked, Instant now);

  /** Some entries being read. */
  @FunctionalInterface
  interface Reading {
    /**
     * Adds what a change purges.
     *
     * @return whether it purges anything
     * @throws RuntimeException if the entry cannot be read
     */
    boolean read(byte[] entry, Targets targets);
  }
}
