/**
 * Runs handlers, whatever they are written in: versions that are deployed, worker threads, queues,
 * limits and the watchdog that holds them.
 *
 * <p>Knows no language: a {@link dev.skerry.handler.host.Program} is the seam. Uses the handler
 * model, and the message model through it.
 */
@NullMarked
package dev.skerry.handler.host;

import org.jspecify.annotations.NullMarked;
