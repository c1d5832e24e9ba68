package dev.skerry.edge.config;

import dev.skerry.handler.HandlerSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole configuration in force, compiled and immutable.
 *
 * <p>An exchange reads one snapshot at its start and keeps it to its end.
 *
 * @param fingerprint SHA-256 of the document and of the files it names, in hex: equal fingerprints,
 *     equal snapshots
 * @param sites in the order of the document
 * @param hosts which site answers for which host
 * @param pools the origin pools by name; every pool that a rule or a failover names is here
 * @param limits what viewers and origins may cost
 * @param cache the store's size
 * @param accessLog whether, where and how requests are logged
 * @param listener the settings of the listeners
 * @param controlPlane what holds while the control plane is lost
 * @param handlers all that the document has, whether or not a rule runs them
 * @param schedules of handlers, by id: when they are called by themselves
 */
public record Snapshot(
    String fingerprint,
    List<Site> sites,
    HostTable hosts,
    Map<String, PoolConfig> pools,
    Limits limits,
    CacheSettings cache,
    AccessLogSettings accessLog,
    ListenerSettings listener,
    ControlPlaneSettings controlPlane,
    List<HandlerSpec> handlers,
    Map<String, List<CronExpression>> schedules) {

  public Snapshot {
    sites = List.copyOf(sites);
    pools = Map.copyOf(pools);
    handlers = List.copyOf(handlers);
    schedules = Map.copyOf(schedules);
  }

  /**
   * The site that answers for a host: the one that names it exactly, else the one with the longest
   * matching wildcard, else the one for {@code *}, else null.
   *
   * @param host in lower case, without port
   */
  public @Nullable Site site(String host) {
    return hosts.site(host);
  }
}
