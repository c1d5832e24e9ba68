package dev.skerry.control.api;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The memory of content that has not come whole, by the address that it comes from: nobody knows
 * yet whose it is. Any thread.
 *
 * <p>One address may hold as much as is still free for all others. So one that sends slowly gets
 * half of the memory, two a third each, and for who holds nothing there is always some left. The
 * addresses of a network of IPv6 (/64) are one.
 */
final class Uploads {
  private static final int NETWORK_BYTES = 8;

  private final ContentBudget budget;
  private final ConcurrentMap<InetAddress, Long> held = new ConcurrentHashMap<>();

  Uploads(ContentBudget budget) {
    this.budget = budget;
  }

  /** Of which all of it is taken, and to which it is given back. */
  ContentBudget budget() {
    return budget;
  }

  /** Who is behind an address: itself, or its network's first. */
  static InetAddress peer(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address;
    }
    byte[] octets = address.getAddress();
    Arrays.fill(octets, NETWORK_BYTES, octets.length, (byte) 0);
    try {
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of another length than its own", e);
    }
  }

  /** Takes so many bytes if they are there for this peer. */
  boolean take(InetAddress peer, long bytes) {
    boolean[] taken = {false};
    held.compute(
        peer,
        (key, before) -> {
          long holds = before == null ? 0 : before;
          taken[0] = budget.takeShare(holds, bytes);
          return taken[0] ? Long.valueOf(holds + bytes) : before;
        });
    return taken[0];
  }

  /** Content has come whole, or never will: its peer is not charged with it any more. */
  void end(InetAddress peer, long bytes) {
    if (bytes > 0) {
      held.computeIfPresent(peer, (key, holds) -> left(holds - bytes));
    }
  }

  private static @Nullable Long left(long bytes) {
    return bytes == 0 ? null : bytes;
  }

  /** How much content of this peer has not come whole, in bytes. */
  long heldBy(InetAddress peer) {
    return held.getOrDefault(peer, 0L);
  }
}
