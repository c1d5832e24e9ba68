package dev.skerry.edge.flow;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the connection on which a viewer's request came.
 *
 * @param remote the viewer's address (the one the PROXY protocol told, where that is on)
 * @param local the address that the viewer connected to
 * @param secure whether it came over TLS
 * @param tlsVersion {@code TLSv1.2} or {@code TLSv1.3}, null without TLS
 * @param tlsCipher the cipher suite's name, null without TLS
 * @param serverName the name that the viewer asked for (SNI), null if none
 */
public record ConnectionFacts(
    InetSocketAddress remote,
    InetSocketAddress local,
    boolean secure,
    @Nullable String tlsVersion,
    @Nullable String tlsCipher,
    @Nullable String serverName) {}
