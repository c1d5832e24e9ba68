package dev.skerry.edge.admin;

/**
 * What the admin API can ask of an edge node.
 *
 * @param status health and state of the node
 * @param metrics its metrics
 * @param purge its purges
 * @param explain its decisions
 * @param config its configuration
 * @param tail the lines of its handlers
 */
public record AdminServices(
    StatusService status,
    MetricsService metrics,
    PurgeService purge,
    ExplainService explain,
    ConfigService config,
    TailService tail) {}
