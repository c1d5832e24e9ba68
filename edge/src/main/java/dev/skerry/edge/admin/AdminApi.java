package dev.skerry.edge.admin;

import dev.skerry.edge.admin.Routes.Route;
import dev.skerry.edge.flow.RequestHandler;
import dev.skerry.edge.flow.ViewerEvents;
import dev.skerry.edge.flow.ViewerStream;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import io.netty.util.NetUtil;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The admin API as a listener's handler: refuses strangers, finds the endpoint, runs it on a
 * virtual thread.
 *
 * <p>It answers only to IP addresses, {@code localhost} and the names it was given as host: a page
 * that lets its own name resolve to this machine (DNS rebinding) gets nowhere. There is no CORS, so
 * no page of another origin can read an answer.
 */
public final class AdminApi implements RequestHandler, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AdminApi.class);
  private static final int CALLS_MAX = 64;

  private final AdminToken token;
  private final Set<String> hostNames;
  private final Routes routes;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("admin-", 0).factory());
  private final Semaphore calls = new Semaphore(CALLS_MAX);

  /**
   * Makes the API.
   *
   * @param hostNames names beside {@code localhost} that it answers to, in lower case
   * @param openMetrics whether {@code /metrics} needs no token
   */
  public AdminApi(
      AdminServices services, AdminToken token, Set<String> hostNames, boolean openMetrics) {
    this(services, Additions.NONE, token, hostNames, openMetrics);
  }

  /** Makes the API with additions to it. */
  public AdminApi(
      AdminServices services,
      Additions additions,
      AdminToken token,
      Set<String> hostNames,
      boolean openMetrics) {
    this.token = token;
    this.hostNames = Set.copyOf(hostNames);
    this.routes = new Routes(services, additions, openMetrics);
  }

  @Override
  public ViewerEvents begin(Request request, ViewerStream viewer) {
    AdminExchange exchange = new AdminExchange(request, viewer, this);
    try {
      exchange.begin(admit(request));
    } catch (ProblemException e) {
      exchange.answer(AdminAnswer.problem(e));
    }
    return exchange;
  }

  /** Ends all calls under way. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  private Endpoint admit(Request request) throws ProblemException {
    if (!isOurName(request.host())) {
      throw new ProblemException(
          Problem.MISDIRECTED, "use an IP address or localhost instead of " + request.host());
    }
    Route route = routes.find(request.method(), request.path());
    if (!route.open()) {
      authenticate(request);
    }
    return route.endpoint();
  }

  private boolean isOurName(String host) {
    return host.equals("localhost")
        || NetUtil.isValidIpV4Address(host)
        || (host.startsWith("[") && NetUtil.isValidIpV6Address(host))
        || hostNames.contains(host);
  }

  private void authenticate(Request request) throws ProblemException {
    String credentials = request.fields().first(FieldNames.AUTHORIZATION);
    if (credentials == null
        || !credentials.regionMatches(true, 0, "Bearer ", 0, 7)
        || !token.matches(credentials.substring(7).strip())) {
      throw new ProblemException(
          Problem.UNAUTHENTICATED,
          credentials == null
              ? "send Authorization: Bearer with the token of the data folder's admin-token file"
              : "the token is not the one of the data folder's admin-token file",
          Fields.of(FieldNames.WWW_AUTHENTICATE, "Bearer realm=\"skerry-admin\""));
    }
  }

  /** Runs the endpoint on a virtual thread; the exchange's event loop gets the answer. */
  void run(Endpoint endpoint, AdminRequest request, AdminExchange exchange) {
    if (!calls.tryAcquire()) {
      exchange.answer(
          AdminAnswer.problem(
              new ProblemException(
                  Problem.BUSY,
                  CALLS_MAX + " calls are under way; try again",
                  Fields.of(FieldNames.RETRY_AFTER, "1"))));
      return;
    }
    threads.execute(
        () -> {
          AdminAnswer answer;
          try {
            answer = answer(endpoint, request);
          } finally {
            calls.release();
          }
          exchange.loop().execute(() -> exchange.answer(answer));
        });
  }

  private static AdminAnswer answer(Endpoint endpoint, AdminRequest request) {
    try {
      return endpoint.answer(request);
    } catch (ProblemException e) {
      return AdminAnswer.problem(e);
    } catch (RuntimeException e) {
      log.error("admin call {} failed", request.head(), e);
      return AdminAnswer.problem(
          new ProblemException(Problem.INTERNAL, "an unexpected " + e.getClass().getSimpleName()));
    }
  }
}
