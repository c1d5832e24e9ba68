package dev.skerry.edge.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where an edge asks for what is in buckets: the control plane's fleet port.
 *
 * @param host a name, an IPv4 address or an IPv6 address without brackets
 * @param port 1 to 65535
 * @param tls whom the edge trusts there, and what it shows
 */
public record ObjectsPlace(String host, int port, OriginTls tls) {
  /** The pools of a configuration: those of buckets, and what handlers ask, can be reached. */
  public Map<String, PoolConfig> reaching(Snapshot of) {
    return DataOrigin.with(reaching(of.pools()), of, this);
  }

  /** Pools, those of buckets with what it takes to reach them. */
  private Map<String, PoolConfig> reaching(Map<String, PoolConfig> pools) {
    Map<String, PoolConfig> placed = new LinkedHashMap<>();
    pools.forEach((name, pool) -> placed.put(name, reaching(pool)));
    return placed;
  }

  private PoolConfig reaching(PoolConfig pool) {
    String bucket = pool.bucket();
    return bucket == null
        ? pool
        : new PoolConfig(
            pool.name(),
            List.of(new PoolConfig.Origin(true, host, port, 1)),
            pool.balance(),
            pool.health(),
            pool.ejection(),
            pool.retries(),
            pool.failover(),
            pool.timeouts(),
            pool.connections(),
            tls,
            pool.http2(),
            BucketOrigin.host(bucket));
  }
}
