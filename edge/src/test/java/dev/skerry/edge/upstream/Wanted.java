package dev.skerry.edge.upstream;

import dev.skerry.edge.config.OriginTls;
import dev.skerry.edge.config.PoolConfig;
import dev.skerry.edge.testing.ScriptedOrigin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pool's settings as a test wants them: short timeouts, and what it changes. */
final class Wanted {
  private final List<PoolConfig.Origin> origins = new ArrayList<>();
  private String name = "site";
  PoolConfig.Balance balance = PoolConfig.Balance.ROUND_ROBIN;
  PoolConfig.@Nullable HealthCheck health;
  PoolConfig.Ejection ejection = new PoolConfig.Ejection(0, 60_000, 60_000, 50);
  PoolConfig.Retries retries = new PoolConfig.Retries(2, 20, 10, List.of());
  @Nullable String failover;
  PoolConfig.Timeouts timeouts = new PoolConfig.Timeouts(2_000, 5_000, 4_000, 4_000, 30_000);
  PoolConfig.Connections connections = new PoolConfig.Connections(100, 50, 100, 10_000);
  OriginTls tls = OriginTls.DEFAULT;
  PoolConfig.Http2 http2 = PoolConfig.Http2.AUTO;
  @Nullable String host;

  static Wanted of(ScriptedOrigin... origins) {
    Wanted wanted = new Wanted();
    for (ScriptedOrigin origin : origins) {
      wanted.origin("127.0.0.1", origin.port());
    }
    return wanted;
  }

  Wanted name(String value) {
    name = value;
    return this;
  }

  Wanted origin(String hostName, int port) {
    origins.add(new PoolConfig.Origin(false, hostName, port, 1));
    return this;
  }

  Wanted secureOrigin(String hostName, int port) {
    origins.add(new PoolConfig.Origin(true, hostName, port, 1));
    return this;
  }

  Wanted timeouts(long connectMs, long firstByteMs, long betweenBytesMs, long idleMs) {
    timeouts = new PoolConfig.Timeouts(connectMs, 5_000, firstByteMs, betweenBytesMs, idleMs);
    return this;
  }

  Wanted tlsMillis(long tlsMs) {
    PoolConfig.Timeouts t = timeouts;
    timeouts =
        new PoolConfig.Timeouts(
            t.connectMs(), tlsMs, t.firstByteMs(), t.betweenBytesMs(), t.idleMs());
    return this;
  }

  PoolConfig config() {
    return new PoolConfig(
        name,
        origins,
        balance,
        health,
        ejection,
        retries,
        failover,
        timeouts,
        connections,
        tls,
        http2,
        host);
  }
}
