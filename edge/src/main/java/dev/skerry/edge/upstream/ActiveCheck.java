package dev.skerry.edge.upstream;

import dev.skerry.edge.config.PoolConfig;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one endpoint again and again whether it is well, each time on a connection of its own, and
 * says so to the endpoint. To be used on the pool's home loop only.
 */
final class ActiveCheck {
  /** Checks come up to this share earlier or later, so that not all come at once. */
  private static final double JITTER = 0.1;

  private static final String USER_AGENT = "skerry-health-check";
  private static final Logger log = LoggerFactory.getLogger(ActiveCheck.class);

  private final Endpoint endpoint;
  private final PoolConfig.HealthCheck rule;
  private final LoopPool pool;
  private final Runnable changed;
  private int inRow;
  private @Nullable ScheduledFuture<?> next;
  private @Nullable Probe probe;
  private boolean closed;

  ActiveCheck(Endpoint endpoint, PoolConfig.HealthCheck rule, LoopPool pool, Runnable changed) {
    this.endpoint = endpoint;
    this.rule = rule;
    this.pool = pool;
    this.changed = changed;
  }

  /** Begins with a check at once. */
  void start() {
    check();
  }

  void close() {
    closed = true;
    if (next != null) {
      next.cancel(false);
    }
    if (probe != null) {
      probe.stop();
    }
  }

  private void check() {
    Probe current = new Probe();
    probe = current;
    current.start();
  }

  private void settle(boolean well, String outcome) {
    probe = null;
    if (closed) {
      return;
    }
    inRow = well == endpoint.isHealthy() ? 0 : inRow + 1;
    if (inRow >= (well ? rule.healthyAfter() : rule.unhealthyAfter())) {
      inRow = 0;
      endpoint.healthy(well);
      if (well) {
        log.info("pool {}: {} is healthy ({})", pool.config().name(), endpoint, outcome);
      } else {
        log.warn("pool {}: {} is unhealthy ({})", pool.config().name(), endpoint, outcome);
      }
      changed.run();
    }
    double jitter = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
    long delay = (long) (rule.intervalMs() * jitter);
    next = pool.loop().schedule(this::check, delay, TimeUnit.MILLISECONDS);
  }

  /** One check. */
  private final class Probe implements Connector.Result, ConnectionOwner, OriginEvents {
    private @Nullable OriginConnection connection;
    private @Nullable ScheduledFuture<?> timeout;
    private boolean done;

    void start() {
      timeout =
          pool.loop()
              .schedule(
                  () -> fail(ProxyError.of(ProxyError.Type.HTTP_RESPONSE_TIMEOUT, null)),
                  rule.timeoutMs(),
                  TimeUnit.MILLISECONDS);
      pool.connector().connect(endpoint, pool.loop(), endpoint.http1Required, this);
    }

    void stop() {
      done = true;
      if (timeout != null) {
        timeout.cancel(false);
      }
      if (connection != null) {
        connection.close();
      }
    }

    /** What the rule says, or what the pool's requests say. */
    private String host() {
      String said = rule.host() == null ? pool.config().host() : rule.host();
      return said == null ? endpoint.authority : said;
    }

    @Override
    public void connected(Channel channel, boolean http2) {
      if (done) {
        channel.close();
        return;
      }
      boolean secure = endpoint.origin.secure();
      OriginConnection made = pool.connectionMaker().make(channel, secure, http2, this);
      connection = made;
      String host = host();
      int query = rule.path().indexOf('?');
      Request request =
          new Request(
              "GET",
              secure ? "https" : "http",
              host,
              query < 0 ? rule.path() : rule.path().substring(0, query),
              query < 0 ? null : rule.path().substring(query + 1),
              Fields.of(FieldNames.USER_AGENT, USER_AGENT));
      made.open(request, host, this).flush();
    }

    @Override
    public void failed(ProxyError error) {
      fail(error);
    }

    @Override
    public void informational(Response response) {}

    @Override
    public void head(Response response, boolean hasContent) {
      int status = response.status();
      boolean well = status >= rule.statusFrom() && status <= rule.statusTo();
      end(well, "status " + status);
    }

    @Override
    public void fail(ProxyError error) {
      end(false, error.type().token());
    }

    @Override
    public void data(ByteBuf content) {
      content.release();
    }

    @Override
    public void end(Fields trailers) {}

    @Override
    public void writable() {}

    @Override
    public void available(OriginConnection resting) {}

    @Override
    public void retired(OriginConnection connection) {}

    @Override
    public void http1Required() {
      endpoint.http1Required = true;
    }

    @Override
    public void closed(OriginConnection connection) {}

    private void end(boolean well, String outcome) {
      if (!done) {
        stop();
        settle(well, outcome);
      }
    }
  }
}
