package dev.skerry.loadtest.objects;

import dev.skerry.loadtest.calls.Connections;
import dev.skerry.loadtest.calls.Connections.Request;
import dev.skerry.loadtest.calls.PeerServer;
import dev.skerry.loadtest.terminal.Stop;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Measures servers in turns, round by round, so that whatever else the machine does meets all of
 * them. Used by one thread.
 */
final class Turns {
  /** So often a server is warmed up at most. */
  private static final int WARM_UPS_MOST = 6;

  /** A server is warm when a call costs it more than this share of what it cost before. */
  private static final double WARM = 0.95;

  private final Length length;
  private final PrintWriter progress;

  Turns(Length length, PrintWriter progress) {
    this.length = length;
    this.progress = progress;
  }

  /**
   * How much is measured.
   *
   * @param seconds of each round
   * @param warmUp seconds of each turn before the first round
   */
  record Length(int connections, int rounds, int seconds, int warmUp) {}

  /** Makes the requests of an operation to a server. */
  @FunctionalInterface
  interface Asking {
    /** The requests, which are sent in turn. */
    List<Request> of(PeerServer server, Operation operation) throws IOException;
  }

  /** What the rounds saw, by server, of those that can do the operation. */
  Map<String, List<Shot>> of(Operation operation, List<PeerServer> servers, Asking asking)
      throws IOException, InterruptedException {
    List<Turn> turns = new ArrayList<>();
    try {
      for (PeerServer server : servers) {
        int count = Math.min(length.connections, operation.mostConnections());
        turns.add(
            new Turn(
                operation,
                server,
                asking.of(server, operation),
                new Connections(server.address(), count)));
      }
      for (Turn turn : turns) {
        warmUp(turn);
      }
      Map<String, List<Shot>> shots = new LinkedHashMap<>();
      for (int round = 1; round <= length.rounds; round++) {
        for (Turn turn : turns) {
          Shot shot = turn.shot(length.seconds);
          shots.computeIfAbsent(turn.server.name(), any -> new ArrayList<>()).add(shot);
          tell(round, turn, shot);
        }
      }
      return shots;
    } finally {
      turns.forEach(turn -> turn.calls.close());
    }
  }

  private void warmUp(Turn turn) throws IOException, InterruptedException {
    double before = turn.shot(length.warmUp).cpuMillis();
    for (int i = 1; i < WARM_UPS_MOST; i++) {
      double cpu = turn.shot(length.warmUp).cpuMillis();
      if (cpu > WARM * before) {
        return;
      }
      before = cpu;
    }
  }

  private void tell(int round, Turn turn, Shot shot) {
    progress.printf(
        Locale.ROOT,
        "  %d %s %s: %,.1f/s, %.3f CPU ms%n",
        round,
        turn.operation.label(),
        turn.server.name(),
        shot.perSecond(),
        shot.cpuMillis());
    progress.flush();
  }

  /** One operation of one server. */
  private record Turn(
      Operation operation, PeerServer server, List<Request> requests, Connections calls) {
    Shot shot(int seconds) throws IOException, InterruptedException {
      double before = server.session().cpuSeconds();
      Connections.Run run = calls.run(requests, TimeUnit.SECONDS.toNanos(seconds));
      double used = server.session().cpuSeconds() - before;
      if (operation.octets() > 0 && run.octets() != run.answers() * operation.octets()) {
        throw Stop.failed(
            "%s: %,d octets in %,d answers"
                .formatted(operation.label(), run.octets(), run.answers()));
      }
      double units = (double) run.answers() / operation.callsPerUnit();
      return new Shot(
          units / run.seconds(),
          used / units * 1_000,
          run.milliseconds(50),
          run.milliseconds(99),
          run.milliseconds(100));
    }
  }
}
