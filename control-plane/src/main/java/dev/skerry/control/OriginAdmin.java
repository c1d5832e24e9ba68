package dev.skerry.control;

import dev.skerry.edge.admin.Additions;
import dev.skerry.edge.admin.Additions.Addition;
import dev.skerry.edge.admin.Problem;
import dev.skerry.edge.admin.ProblemException;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.tables.Trouble;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the origin adds to the admin API of the process in which it runs. */
public final class OriginAdmin {
  private static final String CHECKPOINT = "/v1/checkpoint";

  private OriginAdmin() {}

  /**
   * How the API is, as {@code GET /v1/status} tells it.
   *
   * @param listeners where it answers, as URLs
   * @param connections of clients, open now
   * @param calls being answered now
   * @param accountId of the first account, whose key is in the credentials file
   * @param failing what is done behind the calls and fails now
   */
  record Status(
      List<String> listeners,
      long connections,
      int calls,
      String accountId,
      List<Failing> failing) {}

  /**
   * A chore that fails, and is tried again.
   *
   * @param chore its name
   * @param cause of the last failure
   * @param since when it has not succeeded, as ISO 8601 has it
   * @param failures in a row
   */
  record Failing(String chore, String cause, String since, int failures) {
    static Failing of(Trouble trouble) {
      return new Failing(
          trouble.chore(), trouble.cause(), trouble.since().toString(), trouble.failures());
    }
  }

  /**
   * A checkpoint that was made.
   *
   * @param folder where, on the node's machine
   */
  record Checkpoint(String folder) {}

  /** For a process that serves an origin. */
  public static Additions of(OriginData data, OriginServer server) {
    List<Addition> endpoints = new ArrayList<>(accounts(data));
    endpoints.add(new Addition("POST", CHECKPOINT, content -> checkpoint(data)));
    return new Additions(endpoints, Map.of("api", () -> status(data, server)));
  }

  /** Its part about accounts, for a process that has opened a data folder and serves nothing. */
  public static List<Addition> accounts(OriginData data) {
    return AccountCalls.endpoints(data.accounts());
  }

  /** For a process that serves none: says so. */
  public static Additions ofNone() {
    List<Addition> endpoints = new ArrayList<>(AccountCalls.refused(OriginAdmin::refuse));
    endpoints.add(new Addition("POST", CHECKPOINT, OriginAdmin::refuse));
    return new Additions(endpoints, Map.of());
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
    List<String> listeners = new ArrayList<>();
    addUrl(listeners, "http", server.httpAddress());
    addUrl(listeners, "https", server.httpsAddress());
    return new Status(
        listeners,
        server.connections().open(),
        server.api().calls(),
        data.first().account().id(),
        server.upkeep().troubles().stream().map(Failing::of).toList());
  }

  private static void addUrl(
      List<String> urls, String scheme, @Nullable InetSocketAddress address) {
    if (address != null) {
      String host = address.getAddress().getHostAddress();
      String bracketed = host.indexOf(':') < 0 ? host : "[" + host + "]";
      urls.add(scheme + "://" + bracketed + ":" + address.getPort());
    }
  }
}
