package dev.skerry.edge.upstream;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.resolver.dns.DnsCache;
import io.netty.resolver.dns.DnsCacheEntry;
import io.netty.resolver.dns.DnsCnameCache;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cache for Netty's resolver that keeps nothing, and learns how long the answer to the question
 * just asked holds: the least TTL of all records that led to it.
 */
final class TtlRecorder implements DnsCache, DnsCnameCache {
  private long leastSeconds = Long.MAX_VALUE;

  /** Forgets what was learned, before the next question. */
  void begin() {
    leastSeconds = Long.MAX_VALUE;
  }

  /** The least TTL since {@link #begin}, or the given one if no record came. */
  long leastSeconds(long otherwise) {
    return leastSeconds == Long.MAX_VALUE ? otherwise : leastSeconds;
  }

  @Override
  public DnsCacheEntry cache(
      String name, DnsRecord[] additionals, InetAddress address, long ttlSeconds, EventLoop loop) {
    leastSeconds = Math.min(leastSeconds, ttlSeconds);
    return new Uncached(address, null);
  }

  @Override
  public DnsCacheEntry cache(
      String name, DnsRecord[] additionals, Throwable cause, EventLoop loop) {
    return new Uncached(null, cause);
  }

  @Override
  public void cache(String name, String canonicalName, long ttlSeconds, EventLoop loop) {
    leastSeconds = Math.min(leastSeconds, ttlSeconds);
  }

  @Override
  public List<? extends DnsCacheEntry> get(String name, DnsRecord[] additionals) {
    return Collections.emptyList();
  }

  @Override
  public @Nullable String get(String name) {
    return null;
  }

  @Override
  public void clear() {}

  @Override
  public boolean clear(String name) {
    return false;
  }

  private record Uncached(@Nullable InetAddress address, @Nullable Throwable cause)
      implements DnsCacheEntry {}
}
