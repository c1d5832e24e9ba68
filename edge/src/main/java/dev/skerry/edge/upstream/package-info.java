/**
 * To the origin: pools of origins, how one is resolved, chosen, watched, connected to and retried.
 *
 * <p>Each event loop has its own connections; nothing here locks or blocks. Errors are the closed
 * list of {@code dev.skerry.edge.flow.ProxyError} (RFC 9209).
 */
@NullMarked
package dev.skerry.edge.upstream;

import org.jspecify.annotations.NullMarked;
