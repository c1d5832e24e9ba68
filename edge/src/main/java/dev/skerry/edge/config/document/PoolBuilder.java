package dev.skerry.edge.config.document;

import dev.skerry.edge.config.CertificatePair;
import dev.skerry.edge.config.OriginTls;
import dev.skerry.edge.config.PoolConfig;
import dev.skerry.edge.config.PoolConfig.Connections;
import dev.skerry.edge.config.PoolConfig.Ejection;
import dev.skerry.edge.config.PoolConfig.HealthCheck;
import dev.skerry.edge.config.PoolConfig.Origin;
import dev.skerry.edge.config.PoolConfig.Retries;
import dev.skerry.edge.config.PoolConfig.Timeouts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds pools of what was decoded. */
final class PoolBuilder {
  private PoolBuilder() {}

  /** A pool of these origins whose every setting is at its default. */
  static PoolConfig pool(String name, List<Origin> origins) {
    Settings settings = Settings.empty(PoolShape.SHAPE, new Place(Mark.START, "pools." + name));
    settings.put(PoolShape.ORIGINS, origins, settings.place());
    return pool(name, settings);
  }

  static PoolConfig pool(String name, Settings pool) {
    return new PoolConfig(
        name,
        pool.get(PoolShape.ORIGINS),
        pool.get(PoolShape.BALANCE),
        health(pool.find(PoolShape.HEALTH)),
        ejection(pool.object(PoolShape.EJECTION)),
        retries(pool.object(PoolShape.RETRIES)),
        pool.find(PoolShape.FAILOVER),
        timeouts(pool.object(ConnectionShape.TIMEOUTS)),
        connections(pool.object(ConnectionShape.CONNECTIONS)),
        tls(pool.object(ConnectionShape.TLS)),
        pool.get(PoolShape.HTTP2),
        pool.find(PoolShape.HOST));
  }

  private static @Nullable HealthCheck health(@Nullable Settings health) {
    if (health == null) {
      return null;
    }
    StatusRange statuses = health.get(PoolShape.HEALTH_STATUS);
    return new HealthCheck(
        health.get(PoolShape.HEALTH_PATH),
        health.find(PoolShape.HEALTH_HOST),
        health.get(PoolShape.HEALTH_INTERVAL),
        health.get(PoolShape.HEALTH_TIMEOUT),
        statuses.from(),
        statuses.to(),
        health.get(PoolShape.HEALTHY_AFTER),
        health.get(PoolShape.UNHEALTHY_AFTER));
  }

  private static Ejection ejection(Settings ejection) {
    return new Ejection(
        ejection.get(PoolShape.EJECT_FAILURES),
        ejection.get(PoolShape.EJECT_FOR),
        ejection.get(PoolShape.EJECT_MAX),
        ejection.get(PoolShape.EJECT_PERCENT));
  }

  private static Retries retries(Settings retries) {
    List<Integer> statuses = retries.find(PoolShape.RETRY_STATUSES);
    return new Retries(
        retries.get(PoolShape.RETRY_ATTEMPTS),
        retries.get(PoolShape.RETRY_PERCENT),
        retries.get(PoolShape.RETRY_MIN),
        statuses == null ? List.of() : statuses);
  }

  private static Timeouts timeouts(Settings timeouts) {
    return new Timeouts(
        timeouts.get(ConnectionShape.CONNECT),
        timeouts.get(ConnectionShape.HANDSHAKE),
        timeouts.get(ConnectionShape.FIRST_BYTE),
        timeouts.get(ConnectionShape.BETWEEN_BYTES),
        timeouts.get(ConnectionShape.IDLE));
  }

  private static Connections connections(Settings connections) {
    return new Connections(
        connections.get(ConnectionShape.MAX),
        connections.get(ConnectionShape.MAX_IDLE),
        connections.get(ConnectionShape.MAX_WAITING),
        connections.get(ConnectionShape.WAIT));
  }

  private static OriginTls tls(Settings tls) {
    FileShape.Content authorities = tls.find(ConnectionShape.CA);
    FileShape.Content chain = tls.find(ConnectionShape.CLIENT_CERTIFICATE);
    FileShape.Content key = tls.find(ConnectionShape.CLIENT_KEY);
    CertificatePair client = chain == null || key == null ? null : SnapshotBuilder.pair(chain, key);
    return new OriginTls(
        tls.get(ConnectionShape.VERIFY),
        authorities == null ? null : authorities.text(),
        client,
        tls.find(ConnectionShape.SERVER_NAME));
  }
}
