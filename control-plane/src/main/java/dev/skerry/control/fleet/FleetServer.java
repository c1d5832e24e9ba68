package dev.skerry.control.fleet;

import dev.skerry.edge.config.BucketOrigin;
import dev.skerry.edge.config.DataOrigin;
import dev.skerry.edge.config.CertificatePair;
import dev.skerry.edge.config.Limit;
import dev.skerry.edge.config.Limits;
import dev.skerry.edge.config.ListenerSettings;
import dev.skerry.edge.config.ListenerSettings.HostPort;
import dev.skerry.edge.config.ListenerSettings.TlsVersion;
import dev.skerry.edge.config.Secret;
import dev.skerry.edge.flow.RequestHandler;
import dev.skerry.edge.listener.CertificateAuthority;
import dev.skerry.edge.listener.CertificateAuthority.Issued;
import dev.skerry.edge.listener.CertificateAuthority.Subject;
import dev.skerry.edge.listener.CertificateStore;
import dev.skerry.edge.listener.Listener;
import dev.skerry.edge.listener.ListenerCounters;
import dev.skerry.edge.listener.ListenerObserver;
import dev.skerry.edge.listener.Transport;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The port on which edges come: TLS 1.3 with the fleet's own certificates on both sides. The
 * server's is issued when the port opens, and anew every day.
 */
public final class FleetServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FleetServer.class);

  private static final Duration LIFETIME = Duration.ofDays(30);
  private static final String SUBJECT = "Skerry control plane";

  /** Some of an edge's own, and those of the event loops of its bucket pools, one each or few. */
  private static final long CONNECTIONS_OF_EACH = 64;

  /** An edge reports on one connection for as long as it is there. */
  private static final Limits LIMITS =
      Limits.DEFAULT
          .with(Limit.REQUESTS_PER_CONNECTION, Integer.MAX_VALUE)
          .with(Limit.CONNECTIONS, CONNECTIONS_OF_EACH * Membership.MOST_EDGES)
          .with(Limit.HEADER_TIMEOUT, 10_000)
          .with(Limit.CONTENT_TIMEOUT, 15_000);

  private final Listener listener;
  private final Future<?> renewing;

  private FleetServer(Listener listener, Future<?> renewing) {
    this.listener = listener;
    this.renewing = renewing;
  }

  /**
   * The parts of the origin that edges ask at the port; null where there are none.
   *
   * @param objects what sites have of buckets, by the hosts of {@link BucketOrigin}
   * @param data what handlers ask of tables and buckets, by the host of {@link DataOrigin}
   */
  public record OriginParts(@Nullable RequestHandler objects, @Nullable RequestHandler data) {
    /** No origin is here. */
    public static final OriginParts NONE = new OriginParts(null, null);
  }

  /**
   * What the port needs.
   *
   * @param address where to listen
   * @param names by which edges know this machine: host names and addresses
   * @param loops made by the transport; stay open when the port closes
   * @param origin answers what edges ask of the origin
   */
  public record Plan(
      HostPort address,
      List<String> names,
      Transport transport,
      EventLoopGroup loops,
      OriginParts origin,
      InstantSource clock) {
    /** Keeps a copy, and the name that each control plane has. */
    public Plan {
      List<String> all = new ArrayList<>(names);
      if (!all.contains(BucketOrigin.SERVER_NAME)) {
        all.add(BucketOrigin.SERVER_NAME);
      }
      names = List.copyOf(all);
    }
  }

  /**
   * Opens the port.
   *
   * @throws IOException if the address cannot be had
   */
  public static FleetServer open(Plan plan, Membership membership, Fleet fleet, Sessions sessions)
      throws IOException {
    CertificateAuthority authority = membership.authority();
    CertificateStore store =
        CertificateStore.askingClients(
            List.of(certificate(authority, plan.names())), List.of(authority.certificate()));
    ListenerSettings settings =
        new ListenerSettings(
            null,
            plan.address(),
            ListenerSettings.Transport.AUTO,
            ListenerSettings.EventLoops.ONE,
            true,
            List.of(),
            TlsVersion.TLS_1_3);
    Listener listener =
        Listener.open(
            new Listener.Plan(
                plan.transport(),
                plan.loops(),
                settings,
                () -> LIMITS,
                new FleetPort(new FleetCalls(membership, fleet, sessions), plan.origin()),
                store,
                new ListenerCounters(),
                ListenerObserver.NONE,
                plan.clock()));
    Future<?> renewing =
        plan.loops()
            .next()
            .scheduleAtFixedRate(
                () -> // to make a key takes longer than connections may wait
                Thread.startVirtualThread(() -> renew(store, authority, plan.names())),
                1,
                1,
                TimeUnit.DAYS);
    return new FleetServer(listener, renewing);
  }

  /** A failure must not end the schedule; what holds now holds for weeks. */
  private static void renew(
      CertificateStore store, CertificateAuthority authority, List<String> names) {
    try {
      store.replace(List.of(certificate(authority, names)));
    } catch (RuntimeException e) {
      log.error(
          "the fleet port's certificate could not be renewed, and is tried again in a day", e);
    }
  }

  private static CertificatePair certificate(CertificateAuthority authority, List<String> names) {
    Issued issued = authority.issueServer(new Subject(SUBJECT, names, LIFETIME));
    log.debug("the fleet port has a certificate for {}", names);
    return new CertificatePair(
        SUBJECT, issued.certificatePem() + authority.certificatePem(), new Secret(issued.keyPem()));
  }

  /** Where it answers, with the port that was chosen. */
  public InetSocketAddress address() {
    return Objects.requireNonNull(listener.httpsAddress());
  }

  /** Connections that are open. */
  public long connections() {
    return listener.counters().open();
  }

  /**
   * Ends in good order, once the sessions have.
   *
   * @return completes with whether all calls were answered within the time
   */
  public CompletableFuture<Boolean> drain(Duration atMost) {
    return listener.drain(atMost);
  }

  /** Cuts all connections. */
  @Override
  public void close() {
    var _ = renewing.cancel(false);
    listener.close();
  }
}
