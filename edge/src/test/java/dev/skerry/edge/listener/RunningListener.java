package dev.skerry.edge.listener;

import dev.skerry.edge.codec.Flaw;
import dev.skerry.edge.config.Limit;
import dev.skerry.edge.config.Limits;
import dev.skerry.edge.config.ListenerSettings;
import dev.skerry.edge.flow.ConnectionFacts;
import dev.skerry.edge.flow.RequestHandler;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A listener on free ports of the loopback interface, for one test. */
final class RunningListener implements AutoCloseable {
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-04T05:06:07Z"));

  final Listener listener;
  final ListenerCounters counters = new ListenerCounters();
  final ConcurrentLinkedQueue<Flaw> refused = new ConcurrentLinkedQueue<>();
  final ConcurrentLinkedQueue<String> timedOut = new ConcurrentLinkedQueue<>();
  private final EventLoopGroup loops;

  private RunningListener(RequestHandler handler, Settings settings) {
    Transport transport = Transport.choose(settings.transport);
    loops = transport.newEventLoops(settings.eventLoops, false);
    ListenerSettings.HostPort anyPort = new ListenerSettings.HostPort("127.0.0.1", 0);
    try {
      listener =
          Listener.open(
              new Listener.Plan(
                  transport,
                  loops,
                  new ListenerSettings(
                      anyPort,
                      settings.certificates == null ? null : anyPort,
                      settings.transport,
                      new ListenerSettings.EventLoops(settings.eventLoops, false),
                      true,
                      settings.proxies,
                      ListenerSettings.TlsVersion.TLS_1_2),
                  () -> settings.limits,
                  handler,
                  settings.certificates,
                  counters,
                  new ListenerObserver() {
                    @Override
                    public void refused(ConnectionFacts connection, Flaw flaw, int status) {
                      refused.add(flaw);
                    }

                    @Override
                    public void timedOut(ConnectionFacts connection, String phase) {
                      timedOut.add(phase);
                    }
                  },
                  CLOCK));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a test may set. */
  static final class Settings {
    ListenerSettings.Transport transport = ListenerSettings.Transport.AUTO;
    int eventLoops = 1;
    Limits limits = Limits.DEFAULT;
    List<dev.skerry.edge.config.Cidr> proxies = List.of();
    @Nullable CertificateStore certificates;

    Settings limit(Limit limit, long value) {
      limits = limits.with(limit, value);
      return this;
    }

    Settings certificates(CertificateStore store) {
      certificates = store;
      return this;
    }
  }

  static RunningListener with(RequestHandler handler) {
    return with(handler, new Settings());
  }

  static RunningListener with(RequestHandler handler, Settings settings) {
    return new RunningListener(handler, settings);
  }

  InetSocketAddress http() {
    return Objects.requireNonNull(listener.httpAddress());
  }

  InetSocketAddress https() {
    return Objects.requireNonNull(listener.httpsAddress());
  }

  RawViewer viewer() {
    return RawViewer.connect(http());
  }

  @Override
  public void close() {
    listener.close();
    Await.until("all connections are closed", () -> counters.open() == 0);
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
