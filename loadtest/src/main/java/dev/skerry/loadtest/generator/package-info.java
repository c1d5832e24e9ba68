/**
 * {@code skerry load}: load on a schedule, and what came back.
 *
 * <p>A {@link dev.skerry.loadtest.generator.Lane} is one event loop with its connections, its part
 * of the schedule and its own counts; nothing is shared between lanes while they run. Latency is
 * counted from the moment at which a request was due, so that a server that stalls pays for all
 * that would have been asked meanwhile (no coordinated omission).
 */
@NullMarked
package dev.skerry.loadtest.generator;

import org.jspecify.annotations.NullMarked;
