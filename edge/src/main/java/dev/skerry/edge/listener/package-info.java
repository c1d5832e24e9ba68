/**
 * The server that viewers connect to: sockets, TLS, HTTP/1.1 and HTTP/2, under limits.
 *
 * <p>{@link dev.skerry.edge.listener.Listener} accepts connections and hands each request to a
 * {@code RequestHandler} of {@code dev.skerry.edge.flow}; {@link
 * dev.skerry.edge.listener.Transport} is the way in which sockets are driven, for upstream
 * connections too. Implements RFC 9112 (HTTP/1.1) with {@code dev.skerry.edge.codec}, RFC 9113
 * (HTTP/2) with Netty's frame codec, RFC 8441 (WebSocket over HTTP/2), RFC 7301 (ALPN) and RFC 6066
 * §3 (SNI). Knows nothing of sites, caches and origins; of the configuration, the listener's
 * settings, limits and certificates.
 */
@NullMarked
package dev.skerry.edge.listener;

import org.jspecify.annotations.NullMarked;
