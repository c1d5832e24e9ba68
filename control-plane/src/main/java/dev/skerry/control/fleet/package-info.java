/**
 * Which edges there are, who they are and how they are; and the sessions in which they are told
 * what comes next.
 *
 * <p>Knows neither configurations nor purges: a {@link dev.skerry.control.fleet.DirectiveSource} is
 * asked by each session for what comes next, a {@link dev.skerry.control.fleet.ReportListener}
 * hears what an edge did, and {@link dev.skerry.control.fleet.Fleet} wakes up sessions and waits
 * for edges. Nothing is queued for an edge: a slow one is told later, and what it has not taken
 * costs nothing. Keeps what must last on the engine, under {@code fleet}.
 */
@NullMarked
package dev.skerry.control.fleet;

import org.jspecify.annotations.NullMarked;
