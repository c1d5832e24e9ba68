package dev.skerry.edge.admin;

import dev.skerry.edge.admin.NodeStatus.State;
import dev.skerry.edge.admin.shape.Shape;
import dev.skerry.edge.admin.shape.Shapes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** The endpoints of an edge node, each by itself, for processes that want some of them. */
public final class NodeEndpoints {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

  private NodeEndpoints() {}

  /**
   * All of them.
   *
   * @param members of the status, beside the node's own
   * @param openMetrics whether {@code /metrics} needs no token
   */
  public static List<Endpoint> all(
      AdminServices services, List<StatusMember<?>> members, boolean openMetrics) {
    return Stream.of(
            health(services.status()),
            List.of(
                metrics(services.metrics(), openMetrics),
                status(services.status(), members),
                config(services.config()),
                ExplainEndpoint.of(services.explain()),
                TailEndpoint.of(services.tail()),
                purge(services.purge())))
        .<Endpoint>flatMap(List::stream)
        .toList();
  }

  /**
   * {@code GET /health} answers 200 while the process works; {@code GET /ready} only while it wants
   * traffic, else 503. Both need no token and say nothing but that.
   */
  public static List<Endpoint> health(StatusService status) {
    Function<State, Integer> alive = _ -> 200;
    Function<State, Integer> ready = state -> state == State.READY ? 200 : 503;
    return List.of(
        Endpoint.get("/health")
            .open()
            .summary("Whether the process works")
            .answersType(200, TEXT)
            .by(_ -> state(status, alive)),
        Endpoint.get("/ready")
            .open()
            .summary("Whether the node wants traffic")
            .answersType(200, TEXT)
            .answersType(503, TEXT)
            .by(_ -> state(status, ready)));
  }

  private static AdminAnswer state(StatusService status, Function<State, Integer> code) {
    State state = status.status().state();
    return AdminAnswer.text(code.apply(state), TEXT, Names.of(state) + "\n");
  }

  /** {@code GET /metrics}: everything that is counted, for Prometheus. */
  public static Endpoint metrics(MetricsService metrics, boolean open) {
    Endpoint.Builder endpoint =
        Endpoint.get("/metrics")
            .scope(Scope.READ)
            .summary("Everything that is counted, for Prometheus")
            .answersType(200, METRICS);
    return (open ? endpoint.open() : endpoint)
        .by(_ -> AdminAnswer.text(200, METRICS, metrics.scrape()));
  }

  /** {@code GET /v1/status}: how the node is. */
  public static Endpoint status(StatusService status, List<StatusMember<?>> members) {
    return Endpoint.get("/v1/status")
        .scope(Scope.READ)
        .summary("How this process is")
        .answers(200, statusShape(members))
        .by(
            _ -> {
              ObjectNode document = Json.tree(status.status());
              members.forEach(each -> document.set(each.name(), Json.tree(each.value().get())));
              return AdminAnswer.ok(document);
            });
  }

  private static Shape statusShape(List<StatusMember<?>> members) {
    Map<String, Class<? extends Record>> more = new LinkedHashMap<>();
    members.forEach(each -> more.put(each.name(), each.type()));
    return Shapes.withMore(NodeStatus.class, more);
  }

  /** {@code GET /v1/config}: the configuration in force, without its secrets. */
  public static Endpoint config(ConfigService config) {
    return Endpoint.get("/v1/config")
        .scope(Scope.READ)
        .summary("The configuration in force, without its secrets")
        .answers(200, ConfigInForce.class)
        .by(_ -> AdminAnswer.ok(config.inForce()));
  }

  /** {@code GET /v1/explain}: what the node would do with a request, and why. */
  public static Endpoint explain(ExplainService explain) {
    return ExplainEndpoint.of(explain);
  }

  /** {@code POST /v1/purge}: purges on this node. */
  public static Endpoint purge(PurgeService purge) {
    return Endpoint.post("/v1/purge")
        .scope(Scope.PURGE)
        .summary("Purge what this node has stored")
        .content(PurgeRequest.class)
        .answers(200, PurgeAnswer.class)
        .by(
            call -> {
              PurgeOrder order = call.content(PurgeRequest.class).order();
              PurgeOutcome outcome = purge.purge(order);
              return AdminAnswer.ok(PurgeAnswer.of(order, outcome));
            });
  }
}
