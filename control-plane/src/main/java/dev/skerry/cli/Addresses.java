package dev.skerry.cli;

import java.net.InetSocketAddress;
import java.net.URI;

/** Socket addresses as URLs. */
final class Addresses {
  private Addresses() {}

  static URI url(String scheme, InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    boolean isIpv6 = host.indexOf(':') >= 0;
    return URI.create(
        scheme + "://" + (isIpv6 ? "[" + host + "]" : host) + ":" + address.getPort());
  }
}
