package dev.skerry.control;

import dev.skerry.edge.admin.Additions;
import dev.skerry.edge.admin.Additions.Addition;
import dev.skerry.edge.admin.Problem;
import dev.skerry.edge.admin.ProblemException;
import dev.skerry.origin.engine.EngineException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What the origin adds to the admin API of the process in which it runs. */
public final class OriginAdmin {
  private static final String ACCOUNTS = "/v1/accounts";
  private static final String CHECKPOINT = "/v1/checkpoint";

  private OriginAdmin() {}

  /**
   * How the origin is, as {@code GET /v1/status} tells it.
   *
   * @param address where the API answers
   * @param connections of clients, open now
   * @param calls being answered now
   * @param accountId of the first account, whose key is in the credentials file
   */
  record Status(String address, long connections, int calls, String accountId) {}

  /**
   * A checkpoint that was made.
   *
   * @param folder where, on the node's machine
   */
  record Checkpoint(String folder) {}

  /** For a process that serves an origin. */
  public static Additions of(OriginData data, OriginServer server) {
    AccountCalls accounts = new AccountCalls(data.accounts());
    return new Additions(
        List.of(
            new Addition("POST", ACCOUNTS, accounts::add),
            new Addition("POST", CHECKPOINT, content -> checkpoint(data))),
        Map.of("origin", () -> status(data, server)));
  }

  /** For a process that serves none: says so. */
  public static Additions ofNone() {
    return new Additions(
        List.of(
            new Addition("POST", ACCOUNTS, OriginAdmin::refuse),
            new Addition("POST", CHECKPOINT, OriginAdmin::refuse)),
        Map.of());
  }

  private static Object refuse(JsonNode content) throws ProblemException {
    throw new ProblemException(
        Problem.NOT_FOUND,
        "this node was started without --api and has no accounts and tables."
            + " Start it with --api, or stop it first");
  }

  private static Checkpoint checkpoint(OriginData data) throws ProblemException {
    try {
      return new Checkpoint(data.checkpoint().toAbsolutePath().toString());
    } catch (EngineException e) {
      throw new ProblemException(Problem.INVALID_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  private static Status status(OriginData data, OriginServer server) {
    return new Status(
        "http://" + hostPort(server),
        server.connections().open(),
        server.api().calls(),
        data.first().account().id());
  }

  private static String hostPort(OriginServer server) {
    String host = server.address().getAddress().getHostAddress();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + server.address().getPort();
  }
}
