/**
 * The pipeline: what happens to a request from the moment it is parsed until its response is handed
 * over and logged, one class per phase.
 *
 * <pre>
 * viewer-request → lookup → origin-request → fetch → origin-response → store → viewer-response → log
 *                    │ fresh hit, or stale that may be served ───────────────────▲   (validate in the background)
 *                    └ collapsed: park, come back when the leader has headers
 * </pre>
 *
 * <p>{@link dev.skerry.edge.exchange.Exchange} is the viewer's side (viewer-request, lookup,
 * viewer-response, log), {@link dev.skerry.edge.exchange.Fetch} the origin's (origin-request,
 * fetch, origin-response, store): a fetch may outlive its viewer, serve many, or have none. Each
 * belongs to one event loop and takes no locks. {@link dev.skerry.edge.exchange.Phase} says which
 * hand-offs are legal.
 *
 * <p>Decisions are not made here: they are {@code dev.skerry.edge.semantics}'s and {@code
 * dev.skerry.edge.rules}'s; this package carries them out.
 */
@NullMarked
package dev.skerry.edge.exchange;

import org.jspecify.annotations.NullMarked;
