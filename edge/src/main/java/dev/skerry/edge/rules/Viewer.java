package dev.skerry.edge.rules;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as far as it can be believed.
 *
 * @param address the viewer's own; where the peer is a trusted proxy, the last address in the chain
 *     that is not one
 * @param secure whether the viewer came over TLS
 * @param host what the viewer asked for
 * @param chain {@code X-Forwarded-For} of trusted proxies, which the edge continues; null for none
 * @param peer the other end of the connection
 */
public record Viewer(
    InetAddress address, boolean secure, String host, @Nullable String chain, InetAddress peer) {}
