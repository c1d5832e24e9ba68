package dev.skerry.loadtest.peers;

import dev.skerry.loadtest.peers.Case.Conditional;
import dev.skerry.loadtest.peers.Case.Crowd;
import dev.skerry.loadtest.peers.Case.HalfRate;
import dev.skerry.loadtest.peers.Case.Handshakes;
import dev.skerry.loadtest.peers.Case.Saturation;
import dev.skerry.loadtest.peers.Shot.Figure;
import dev.skerry.loadtest.process.Session;
import dev.skerry.loadtest.terminal.Stop;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Measures one server in one case, once. */
final class Measurement {
  /** More of its answers than this share came from the origin: they are no hits. */
  private static final double MISSES_ALLOWED = 0.001;

  /** Seconds after which it is asked whether a server got better. */
  private static final double WINDOW = 3;

  private static final int MOST_WINDOWS = 12;

  /** So many windows one after the other that were no better end it. */
  private static final int PATIENCE = 2;

  /** Both for one that compiles handlers, whose best code comes long after its second best. */
  private static final int MOST_WINDOWS_OF_COMPILING = 36;

  private static final int PATIENCE_WITH_COMPILING = 8;

  /** It got better if it needs at most this share of the CPU per request. */
  private static final double BETTER = 0.97;

  private static final int CROWD_BEFORE = 20;

  private final Fleet fleet;
  private final Generators generators;
  private final OwnLoad ownLoad;
  private final double seconds;

  /** Each measurement lasts so many seconds. */
  Measurement(Fleet fleet, Generators generators, OwnLoad ownLoad, double seconds) {
    this.fleet = fleet;
    this.generators = generators;
    this.ownLoad = ownLoad;
    this.seconds = seconds;
  }

  /** Whether the server and the programs that are installed can do this at all. */
  static boolean possible(Case measured, Peer peer) {
    Wire wire = measured.load().wire();
    return peer.duty() == measured.duty()
        && peer.wires().contains(wire)
        && Generators.installed(wire);
  }

  /**
   * Lets the server do it until it gets no better: one whose code is compiled while it runs needs
   * many requests for that, and on a busy machine a long time.
   */
  void settle(Case measured, Peer peer) throws IOException, InterruptedException {
    Session session = fleet.of(peer).session();
    if (!(measured.load() instanceof Crowd)) {
      // A part of what is not stored may not be stored.
      Probe.ask(fleet.of(peer).url(Wire.HTTP1, measured.load().path()), Map.of());
    }
    double best = Double.MAX_VALUE;
    int noBetter = 0;
    int patience = peer.compiles() ? PATIENCE_WITH_COMPILING : PATIENCE;
    for (int window = 0; window < mostWindows(peer) && noBetter < patience; window++) {
      double before = session.cpuSeconds();
      long atOrigin = Probe.requests(fleet.origin());
      long requests = warmUp(measured, peer, peer.ours() ? WINDOW : 1);
      if (window == 0) {
        refuseMisses(measured, peer, requests, missesSince(atOrigin));
      }
      double cpu = (session.cpuSeconds() - before) / Math.max(1, requests);
      noBetter = cpu > best * BETTER ? noBetter + 1 : 0;
      best = Math.min(best, cpu);
    }
  }

  private static int mostWindows(Peer peer) {
    if (!peer.ours()) {
      return 1;
    }
    return peer.compiles() ? MOST_WINDOWS_OF_COMPILING : MOST_WINDOWS;
  }

  /** A server that asks the origin for half of what it should have is measured in vain. */
  private void refuseMisses(Case measured, Peer peer, long requests, long misses)
      throws IOException {
    Server server = fleet.of(peer);
    if (!(measured.load() instanceof Crowd)
        && saturation(server, measured.load()).stored()
        && misses > 100
        && misses > requests / 2) {
      throw noHits(server, measured.load().path(), requests, misses);
    }
  }

  /** Requests at the origin since it told this number, but for the one that asks now. */
  private long missesSince(long atOrigin) throws IOException {
    return Probe.requests(fleet.origin()) - atOrigin - 1;
  }

  private static Stop noHits(Server server, String path, long requests, long misses) {
    return Stop.failed(
        "%s asked the origin %d times for %d requests of %s: these are no hits"
            .formatted(server.name(), misses, requests, path));
  }

  /** Lets the server do it for so many seconds; gives how many requests that were. */
  long warmUp(Case measured, Peer peer, double time) throws IOException, InterruptedException {
    Server server = fleet.of(peer);
    if (measured.load() instanceof Crowd load) {
      ownLoad.crowd(server, load.path(), CROWD_BEFORE);
      return CROWD_BEFORE;
    }
    Saturation load = saturation(server, measured.load());
    return generators.saturate(server, load.wire(), load.path(), load.headers(), time).requests();
  }

  /** The same load as fast as it goes. */
  private static Saturation saturation(Server server, Case.Load load) throws IOException {
    return switch (load) {
      case Saturation itself -> itself;
      case Handshakes handshakes ->
          new Saturation(Wire.TLS, handshakes.path(), List.of("Connection: close"), true);
      case Conditional conditional ->
          new Saturation(Wire.HTTP1, conditional.path(), ifNoneMatch(server, conditional), true);
      case HalfRate half -> new Saturation(Wire.HTTP1, half.path(), List.of(), true);
      case Crowd crowd -> new Saturation(Wire.HTTP1, crowd.path(), List.of(), false);
    };
  }

  /** Measures; the reference's rate is that of a saturated reference server, 0 if unknown. */
  Shot take(Case measured, Peer peer, double referenceRate)
      throws IOException, InterruptedException {
    Server server = fleet.of(peer);
    return switch (measured.load()) {
      case HalfRate load -> half(server, load, referenceRate);
      case Crowd load -> crowd(server, load);
      case Saturation load -> closed(server, load);
      case Handshakes load -> closed(server, saturation(server, load));
      case Conditional load -> closed(server, saturation(server, load));
    };
  }

  private Shot closed(Server server, Saturation load) throws IOException, InterruptedException {
    long atOrigin = Probe.requests(fleet.origin());
    double before = server.session().cpuSeconds();
    Figures figures =
        generators.saturate(server, load.wire(), load.path(), load.headers(), seconds);
    double cpu = server.session().cpuSeconds() - before;
    long misses = missesSince(atOrigin);
    if (figures.requests() == 0) {
      throw Stop.failed(server.name() + " answered nothing at all of " + load.path());
    }
    if (load.stored() && misses > 2 + figures.requests() * MISSES_ALLOWED) {
      throw noHits(server, load.path(), figures.requests(), misses);
    }
    return shot(server, figures, cpu);
  }

  /** Latency only: CPU time would be the warm-up's too. */
  private Shot half(Server server, HalfRate load, double referenceRate)
      throws IOException, InterruptedException {
    Figures figures =
        ownLoad.atRate(server, load.path(), Math.max(1, (long) (referenceRate / 2)), seconds);
    if (figures.requests() == 0) {
      throw Stop.failed(server.name() + " could not keep up at all");
    }
    Map<Figure, Double> all = new EnumMap<>(shot(server, figures, 0).figures());
    all.remove(Figure.CPU);
    return new Shot(all);
  }

  private Shot crowd(Server server, Crowd load) throws IOException, InterruptedException {
    double alone = ownLoad.crowd(server, load.path(), 1);
    long atOrigin = Probe.requests(fleet.origin());
    double last = ownLoad.crowd(server, load.path(), load.viewers());
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.put(Figure.ORIGIN, (double) missesSince(atOrigin));
    figures.put(Figure.ONE_VIEWER, alone);
    figures.put(Figure.LAST_VIEWER, last);
    figures.put(Figure.RESIDENT, server.session().residentMegabytes());
    return new Shot(figures);
  }

  private static Shot shot(Server server, Figures figures, double cpu) throws IOException {
    Map<Figure, Double> all = new EnumMap<>(Figure.class);
    all.put(Figure.CPU, cpu / figures.requests() * 100_000);
    all.put(Figure.RATE, figures.requests() / figures.seconds());
    all.put(Figure.P50, figures.p50());
    all.put(Figure.P99, figures.p99());
    all.put(Figure.P999, figures.p999());
    all.put(Figure.RESIDENT, server.session().residentMegabytes());
    return new Shot(all);
  }

  /** The field of a viewer who has what the server would send; it must be answered with 304. */
  private static List<String> ifNoneMatch(Server server, Conditional load) throws IOException {
    String url = server.url(Wire.HTTP1, load.path());
    String etag = Probe.ask(url, Map.of()).etag();
    if (etag == null || Probe.ask(url, Map.of("If-None-Match", etag)).status() != 304) {
      throw Stop.failed(server.name() + " does not answer 304 to its own validator " + etag);
    }
    return List.of("If-None-Match: " + etag);
  }
}
