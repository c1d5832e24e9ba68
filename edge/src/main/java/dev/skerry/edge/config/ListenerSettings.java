package dev.skerry.edge.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the listeners. Addresses and the transport take effect at start only; the command
 * line's go before them.
 *
 * @param http where clear text is served, or null
 * @param https where TLS is served, or null
 * @param transport how sockets are driven
 * @param eventLoops how many, and where
 * @param http2 whether HTTP/2 is spoken to viewers
 * @param proxyProtocol peers that must send a PROXY protocol header; empty for off
 * @param minTls the lowest TLS version
 */
public record ListenerSettings(
    @Nullable HostPort http,
    @Nullable HostPort https,
    Transport transport,
    EventLoops eventLoops,
    boolean http2,
    List<Cidr> proxyProtocol,
    TlsVersion minTls) {
  public ListenerSettings {
    proxyProtocol = List.copyOf(proxyProtocol);
  }

  /**
   * Where to listen.
   *
   * @param host an address or a name; an IPv6 address without brackets
   * @param port 0 to 65535, 0 for any free one
   */
  public record HostPort(String host, int port) {}

  /**
   * The threads that drive sockets.
   *
   * @param count how many; 0 for one per processor
   * @param pinned whether each stays on a processor of its own
   */
  public record EventLoops(int count, boolean pinned) {
    /** One, wherever the system lets it run. */
    public static final EventLoops ONE = new EventLoops(1, false);
  }

  /** How sockets are driven. */
  public enum Transport {
    /** Epoll, or NIO where there is none. */
    AUTO,
    IO_URING,
    EPOLL,
    NIO
  }

  /** A version of TLS. */
  public enum TlsVersion {
    TLS_1_2("TLSv1.2"),
    TLS_1_3("TLSv1.3");

    private final String protocol;

    TlsVersion(String protocol) {
      this.protocol = protocol;
    }

    /** The name that JSSE and OpenSSL know it by. */
    public String protocol() {
      return protocol;
    }
  }
}
