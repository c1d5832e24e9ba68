package dev.skerry.edge.config;

import java.net.InetAddress;
import java.util.List;

/**
 * What the origin is told of the viewer, and whose word is taken for it.
 *
 * @param trusted proxies in front of the edge whose {@code X-Forwarded-*} and {@code Forwarded}
 *     fields are believed and continued; those of all others are dropped
 * @param xForwarded whether {@code X-Forwarded-For}, {@code -Proto} and {@code -Host} are sent
 * @param forwarded whether {@code Forwarded} is sent (RFC 7239)
 */
public record ForwardedPolicy(List<Cidr> trusted, boolean xForwarded, boolean forwarded) {
  public ForwardedPolicy {
    trusted = List.copyOf(trusted);
  }

  /** Whether what that peer says of viewers is believed. */
  public boolean trusts(InetAddress peer) {
    for (int i = 0; i < trusted.size(); i++) {
      if (trusted.get(i).contains(peer)) {
        return true;
      }
    }
    return false;
  }
}
