package dev.skerry.edge.admin;

import dev.skerry.edge.admin.Additions.Addition;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import java.util.List;
import java.util.stream.Stream;

/** The table of endpoints. */
final class Routes {
  /**
   * One line of the table.
   *
   * @param method {@code GET} (which answers HEAD too) or {@code POST}
   * @param path exactly
   * @param open whether it answers without the token
   */
  record Route(String method, String path, boolean open, Endpoint endpoint) {
    boolean takes(String requestMethod) {
      return method.equals(requestMethod) || (method.equals("GET") && requestMethod.equals("HEAD"));
    }
  }

  private final List<Route> table;

  Routes(AdminServices services, Additions additions, boolean openMetrics) {
    List<Route> own =
        List.of(
            new Route("GET", "/health", true, new HealthEndpoint(services.status(), false)),
            new Route("GET", "/ready", true, new HealthEndpoint(services.status(), true)),
            new Route("GET", "/metrics", openMetrics, new MetricsEndpoint(services.metrics())),
            new Route("GET", "/v1/status", false, new StatusEndpoint(services.status(), additions)),
            new Route("GET", "/v1/config", false, new ConfigEndpoint(services.config())),
            new Route("GET", "/v1/explain", false, new ExplainEndpoint(services.explain())),
            new Route("POST", "/v1/purge", false, new PurgeEndpoint(services.purge())));
    table = Stream.concat(own.stream(), additions.endpoints().stream().map(Routes::route)).toList();
  }

  private static Route route(Addition addition) {
    return new Route(addition.method(), addition.path(), false, new AddedEndpoint(addition));
  }

  /** The line for that method and path. */
  Route find(String method, String path) throws ProblemException {
    List<Route> atPath = table.stream().filter(route -> route.path.equals(path)).toList();
    for (Route route : atPath) {
      if (route.takes(method)) {
        return route;
      }
    }
    if (atPath.isEmpty()) {
      throw new ProblemException(
          Problem.NOT_FOUND, "no endpoint at " + path + "; there are " + paths());
    }
    List<String> allowed = atPath.stream().map(Routes::allow).toList();
    throw new ProblemException(
        Problem.METHOD_NOT_ALLOWED,
        "%s does not take %s".formatted(path, method),
        Fields.of(FieldNames.ALLOW, String.join(", ", allowed)));
  }

  private static String allow(Route route) {
    return route.method.equals("GET") ? "GET, HEAD" : route.method;
  }

  private List<String> paths() {
    return table.stream().map(Route::path).toList();
  }
}
