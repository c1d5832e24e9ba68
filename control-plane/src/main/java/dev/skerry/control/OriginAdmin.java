package dev.skerry.control;

import dev.skerry.edge.admin.Additions;
import dev.skerry.edge.admin.Additions.Addition;
import dev.skerry.edge.admin.Problem;
import dev.skerry.edge.admin.ProblemException;
import java.util.List;
import java.util.Map;

/** What the origin adds to the admin API of the process in which it runs. */
public final class OriginAdmin {
  private static final String ACCOUNTS = "/v1/accounts";

  private OriginAdmin() {}

  /**
   * How the origin is, as {@code GET /v1/status} tells it.
   *
   * @param address where the API answers
   * @param connections of clients, open now
   * @param calls being answered now
   * @param accountId whose the tables are
   */
  record Status(String address, long connections, int calls, String accountId) {}

  /** For a process that serves an origin. */
  public static Additions of(OriginData data, OriginServer server) {
    AccountCalls accounts = new AccountCalls(data.accounts());
    return new Additions(
        List.of(new Addition("POST", ACCOUNTS, accounts::add)),
        Map.of("origin", () -> status(data, server)));
  }

  /** For a process that serves none: says so. */
  public static Additions ofNone() {
    return new Additions(
        List.of(
            new Addition(
                "POST",
                ACCOUNTS,
                content -> {
                  throw new ProblemException(
                      Problem.NOT_FOUND,
                      "this node was started without --api and has no accounts."
                          + " Start it with --api, or stop it first");
                })),
        Map.of());
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
