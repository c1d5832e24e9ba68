package dev.skerry.edge.admin;

import dev.skerry.edge.flow.RequestHandler;
import dev.skerry.edge.flow.ViewerEvents;
import dev.skerry.edge.flow.ViewerStream;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import io.netty.util.NetUtil;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * The admin API as a listener's handler: finds the endpoint, refuses strangers before it reads what
 * they send, and answers on a virtual thread.
 *
 * <p>It answers only to IP addresses, {@code localhost} and the names it was given as host: a page
 * that lets its own name resolve to this machine (DNS rebinding) gets nowhere. There is no CORS, so
 * no page of another origin can read an answer.
 */
public final class AdminApi implements RequestHandler, AutoCloseable {
  /** Calls that are answered as fast as that can be done. */
  private static final int CALLS_MAX = 64;

  /** Calls that may wait, each for seconds. */
  private static final int WAITING_MAX = 64;

  private final Set<String> hostNames;
  private final Endpoints endpoints;
  private final Desk desk;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("admin-", 0).factory());
  private final Semaphore calls = new Semaphore(CALLS_MAX);
  private final Semaphore waiting = new Semaphore(WAITING_MAX);

  /**
   * What an admin API is made of.
   *
   * @param hostNames names beside {@code localhost} that it answers to, in lower case
   */
  public record Plan(
      List<Endpoint> endpoints,
      Callers callers,
      AuditLog audit,
      KeptAnswers answers,
      Set<String> hostNames) {
    /** Keeps copies. */
    public Plan {
      endpoints = List.copyOf(endpoints);
      hostNames = Set.copyOf(hostNames);
    }
  }

  /** Makes the API. */
  public AdminApi(Plan plan) {
    this.hostNames = plan.hostNames();
    this.endpoints = new Endpoints(plan.endpoints());
    this.desk = new Desk(plan);
  }

  @Override
  public String purpose() {
    return "the admin API";
  }

  @Override
  public ViewerEvents begin(Request request, ViewerStream viewer) {
    AdminExchange exchange = new AdminExchange(request, viewer);
    try {
      requireOurName(request.host());
      Endpoints.Found found = endpoints.find(request.method(), request.path());
      Visit visit = new Visit(found, request, exchange.from());
      work(exchange, calls, () -> admit(exchange, visit));
    } catch (ProblemException e) {
      exchange.answer(AdminAnswer.problem(e));
    }
    return exchange;
  }

  private void requireOurName(String host) throws ProblemException {
    boolean ours =
        host.equals("localhost")
            || NetUtil.isValidIpV4Address(host)
            || (host.startsWith("[") && NetUtil.isValidIpV6Address(host))
            || hostNames.contains(host);
    if (!ours) {
      throw new ProblemException(
          Problem.MISDIRECTED, "use an IP address or localhost instead of " + host);
    }
  }

  /** Decides who calls; what the event loop is to do then. */
  private Runnable admit(AdminExchange exchange, Visit visit) {
    try {
      Caller caller = desk.admit(visit);
      return () ->
          exchange.admit(
              visit.endpoint().contentMax(),
              content ->
                  work(
                      exchange,
                      visit.endpoint().waits() ? waiting : calls,
                      () -> {
                        AdminAnswer answer = desk.answer(visit, caller, content);
                        return () -> exchange.answer(answer);
                      }));
    } catch (ProblemException e) {
      return () -> exchange.answer(AdminAnswer.problem(e));
    }
  }

  /** Has a virtual thread find out what the exchange's event loop is to do. */
  private void work(AdminExchange exchange, Semaphore permits, Supplier<Runnable> work) {
    if (!permits.tryAcquire()) {
      exchange.answer(
          AdminAnswer.problem(
              new ProblemException(
                  Problem.BUSY,
                  "as many calls are under way as there may be; try again",
                  Fields.of(FieldNames.RETRY_AFTER, "1"))));
      return;
    }
    threads.execute(
        () -> {
          Runnable next;
          try {
            next = work.get();
          } finally {
            permits.release();
          }
          answer(exchange, next);
        });
  }

  private static void answer(AdminExchange exchange, Runnable next) {
    try {
      exchange.loop().execute(next);
    } catch (RejectedExecutionException _) {
      // The server has been closed meanwhile, and whoever waited has heard of it.
    }
  }

  /** Ends all calls under way. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
