package dev.skerry.edge.listener;

import dev.skerry.edge.config.Limits;
import dev.skerry.edge.config.ListenerSettings;
import dev.skerry.edge.flow.Buffers;
import dev.skerry.edge.flow.RequestHandler;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.unix.UnixChannelOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets on which viewers are served: one for clear text and one for TLS, each accepted from
 * by every event loop where the kernel can spread connections.
 */
public final class Listener implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Listener.class);

  private static final int BACKLOG = 4096;
  private static final long TICKET_KEY_HOURS = 12;

  private final Plan plan;
  private final Server server;
  private final Loops loops;
  private final Admission admission;
  private final List<Channel> sockets = new ArrayList<>();
  private @Nullable InetSocketAddress http;
  private @Nullable InetSocketAddress https;

  /**
   * What a listener needs.
   *
   * @param transport how sockets are driven
   * @param loops made by the transport; stay open when the listener closes
   * @param settings where to listen, and what to speak
   * @param limits those in force now; a connection keeps those of its start
   * @param handler takes the requests
   * @param certificates null where no TLS is served
   */
  public record Plan(
      Transport transport,
      EventLoopGroup loops,
      ListenerSettings settings,
      Supplier<Limits> limits,
      RequestHandler handler,
      @Nullable CertificateStore certificates,
      ListenerCounters counters,
      ListenerObserver observer,
      InstantSource clock) {}

  private Listener(Plan plan) {
    this.plan = plan;
    this.server =
        new Server(plan.handler(), plan.limits(), plan.counters(), plan.observer(), plan.clock());
    this.loops = new Loops(plan.loops());
    this.admission = new Admission(server);
  }

  /**
   * Opens the sockets; blocks until they are open.
   *
   * @throws IOException if an address cannot be had; then none is open
   */
  public static Listener open(Plan plan) throws IOException {
    Listener listener = new Listener(plan);
    try {
      ListenerSettings.HostPort clear = plan.settings().http();
      if (clear != null) {
        listener.http = listener.bind(clear, null);
      }
      ListenerSettings.HostPort secure = plan.settings().https();
      if (secure != null) {
        CertificateStore certificates = plan.certificates();
        if (certificates == null) {
          throw new IllegalArgumentException("a TLS listener needs certificates");
        }
        listener.https = listener.bind(secure, certificates);
        listener.rotateTicketKeys(certificates);
      }
    } catch (IOException | RuntimeException e) {
      listener.closeSockets();
      throw e;
    }
    return listener;
  }

  /** Where clear text is served, with the port that was chosen; null if nowhere. */
  public @Nullable InetSocketAddress httpAddress() {
    return http;
  }

  /** Where TLS is served, with the port that was chosen; null if nowhere. */
  public @Nullable InetSocketAddress httpsAddress() {
    return https;
  }

  /** What was counted. */
  public ListenerCounters counters() {
    return plan.counters();
  }

  /**
   * Ends in good order: no connection is accepted, no further request is taken, those in flight
   * finish.
   *
   * @param timeout after which connections are cut
   * @return completes when all connections are closed, with whether none had to be cut
   */
  public CompletableFuture<Boolean> drain(Duration timeout) {
    closeSockets();
    for (LoopConnections connections : loops.all()) {
      connections.loop().execute(connections::drain);
    }
    CompletableFuture<Boolean> drained = new CompletableFuture<>();
    admission.whenEmpty().thenRun(() -> drained.complete(true));
    plan.loops()
        .schedule(
            () -> {
              if (drained.complete(false)) {
                cut();
              }
            },
            timeout.toMillis(),
            TimeUnit.MILLISECONDS);
    return drained;
  }

  /** Closes the sockets and cuts all connections. */
  @Override
  public void close() {
    closeSockets();
    cut();
  }

  private void cut() {
    for (LoopConnections connections : loops.all()) {
      try {
        connections.loop().execute(connections::abort);
      } catch (RejectedExecutionException ended) {
        // Its connections ended with the loop, which may be somebody else's to close.
      }
    }
  }

  private InetSocketAddress bind(
      ListenerSettings.HostPort wanted, @Nullable CertificateStore certificates)
      throws IOException {
    InetSocketAddress address = new InetSocketAddress(wanted.host(), wanted.port());
    if (address.isUnresolved()) {
      throw new IOException("no address is known for " + wanted.host());
    }
    boolean spread = plan.transport().reusePort() && loops.all().size() > 1;
    if (spread) {
      requireFree(address);
    }
    ChannelSetup setup = new ChannelSetup(server, admission, loops, plan.settings(), certificates);
    InetSocketAddress bound = null;
    for (LoopConnections connections : loops.all()) {
      EventLoopGroup children = spread ? connections.loop() : plan.loops();
      ServerBootstrap bootstrap =
          new ServerBootstrap()
              .group(connections.loop(), children)
              .channel(plan.transport().serverChannel())
              .option(ChannelOption.SO_BACKLOG, BACKLOG)
              .option(ChannelOption.SO_REUSEADDR, true)
              .childOption(ChannelOption.ALLOCATOR, Buffers.ALLOCATOR)
              .childOption(ChannelOption.TCP_NODELAY, true)
              .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
              .childHandler(setup);
      if (spread) {
        bootstrap.option(UnixChannelOption.SO_REUSEPORT, true);
      }
      bound = bind(bootstrap, bound == null ? address : bound);
      if (!spread) {
        break;
      }
    }
    if (bound == null) {
      throw new IllegalStateException("there is at least one event loop");
    }
    log.info(
        "{}: listening on {} for {}",
        plan.handler().purpose(),
        bound,
        certificates == null ? "clear text" : "TLS");
    return bound;
  }

  private InetSocketAddress bind(ServerBootstrap bootstrap, InetSocketAddress address)
      throws IOException {
    var binding = bootstrap.bind(address).awaitUninterruptibly();
    if (!binding.isSuccess()) {
      throw new IOException("cannot listen on " + address + ": " + binding.cause().getMessage());
    }
    sockets.add(binding.channel());
    return (InetSocketAddress) binding.channel().localAddress();
  }

  /** Sockets that share a port would share it with another process too, unnoticed. */
  private static void requireFree(InetSocketAddress address) throws IOException {
    if (address.getPort() == 0) {
      return;
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(address);
    } catch (IOException e) {
      throw new IOException("cannot listen on " + address + ": " + e.getMessage(), e);
    }
  }

  private void rotateTicketKeys(CertificateStore certificates) {
    var rotation =
        loops
            .all()
            .getFirst()
            .loop()
            .scheduleWithFixedDelay(
                certificates::rotateTicketKeys, TICKET_KEY_HOURS, TICKET_KEY_HOURS, TimeUnit.HOURS);
    sockets.getFirst().closeFuture().addListener(closed -> rotation.cancel(false));
  }

  private void closeSockets() {
    for (Channel socket : sockets) {
      socket.close().awaitUninterruptibly();
    }
    sockets.clear();
  }
}
