package dev.skerry.control;

import dev.skerry.edge.admin.AdminAnswer;
import dev.skerry.edge.admin.Endpoint;
import dev.skerry.edge.admin.Problem;
import dev.skerry.edge.admin.ProblemException;
import dev.skerry.edge.admin.StatusMember;
import dev.skerry.origin.chore.Trouble;
import dev.skerry.origin.engine.EngineException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the origin adds to the admin API of the process in which it runs. */
public final class OriginAdmin {
  private OriginAdmin() {}

  /**
   * How the API is, as {@code GET /v1/status} tells it.
   *
   * @param listeners where it answers, as URLs
   * @param connections of clients, open now
   * @param calls being answered now
   * @param accountId of the first account, whose key is in the credentials file
   * @param failing what is done behind the calls and fails now
   * @param missingBuckets that are origins of sites and were not there when they were asked for
   */
  record Status(
      List<String> listeners,
      long connections,
      int calls,
      String accountId,
      List<Failing> failing,
      List<String> missingBuckets) {}

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

  /** Its endpoints, for a process that has opened a data folder. */
  public static List<Endpoint> endpoints(OriginData data) {
    List<Endpoint> endpoints = new ArrayList<>(accounts(data));
    endpoints.add(checkpoint().by(call -> AdminAnswer.ok(checkpoint(data))));
    return endpoints;
  }

  /** Those about accounts alone. */
  public static List<Endpoint> accounts(OriginData data) {
    return AccountCalls.endpoints(data.accounts());
  }

  /** Its part of {@code GET /v1/status}. */
  public static StatusMember<?> member(OriginData data, OriginServer server) {
    return new StatusMember<>("api", Status.class, () -> status(data, server));
  }

  private static Endpoint.Builder checkpoint() {
    return Endpoint.post("/v1/checkpoint")
        .summary("Make a copy of the engine's files as of now, for a backup on this machine")
        .anyContent()
        .answers(200, Checkpoint.class);
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
        data.owner().id(),
        server.troubles().stream().map(Failing::of).toList(),
        server.missingBuckets());
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
