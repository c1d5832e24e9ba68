package dev.skerry.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.edge.admin.AdminAnswer;
import dev.skerry.edge.admin.Endpoint;
import dev.skerry.edge.admin.Scope;
import dev.skerry.edge.admin.StatusMember;
import dev.skerry.edge.admin.shape.Describe;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the admin API says of a control plane that has no edge in its process. */
@Describe("How a control plane is.")
public record ControlPlaneStatus(
    @Describe("The version of the program.") String version,
    @Describe("When its process started.") Instant startedAt,
    @Describe("Edges that can be told something now.") int edgesConnected,
    @Describe("Edges that there are.") int edgesKnown) {
  /**
   * {@code GET /health} and {@code GET /ready}, which need no token, and {@code GET /v1/status}.
   *
   * @param members of the status, for what else runs in the process
   */
  public static List<Endpoint> endpoints(
      ControlPlane plane, String version, Instant startedAt, List<StatusMember<?>> members) {
    return List.of(
        alive("/health", "Whether the process works"),
        alive("/ready", "Whether the control plane answers"),
        Endpoint.get("/v1/status")
            .scope(Scope.READ)
            .summary("How this process is")
            .answersJson(200)
            .by(
                _ -> {
                  Map<String, Object> document = new LinkedHashMap<>();
                  document.put(
                      "control_plane",
                      new ControlPlaneStatus(
                          version,
                          startedAt,
                          plane.fleet().connected(),
                          plane.fleet().edges().size()));
                  members.forEach(each -> document.put(each.name(), each.value().get()));
                  return AdminAnswer.ok(document);
                }));
  }

  private static Endpoint alive(String path, String summary) {
    String type = "text/plain; charset=utf-8";
    return Endpoint.get(path)
        .open()
        .summary(summary)
        .answersType(200, type)
        .by(_ -> AdminAnswer.of(200, type, "ready\n".getBytes(UTF_8)));
  }
}
