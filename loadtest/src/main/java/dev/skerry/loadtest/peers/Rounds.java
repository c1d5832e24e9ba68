package dev.skerry.loadtest.peers;

import dev.skerry.loadtest.peers.Case.HalfRate;
import dev.skerry.loadtest.peers.Shot.Figure;
import dev.skerry.loadtest.terminal.Stop;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The order of measurements: warm up all, then rounds in which the servers take turns. */
final class Rounds {
  private static final double WARM_UP = 1;

  private final List<Case> cases;
  private final List<Peer> peers;
  private final Measurement measurement;
  private final PrintWriter progress;

  Rounds(List<Case> cases, List<Peer> peers, Measurement measurement, PrintWriter progress) {
    this.cases = cases;
    this.peers = peers;
    this.measurement = measurement;
    this.progress = progress;
  }

  /** Measures every case so many times for each server that can do it. */
  Results measure(int rounds) throws IOException, InterruptedException {
    Results results = new Results();
    for (Case measured : cases) {
      List<Peer> able =
          new ArrayList<>(
              peers.stream().filter(peer -> Measurement.possible(measured, peer)).toList());
      able.removeIf(peer -> !succeeds(measured, peer, () -> measurement.settle(measured, peer)));
      double reference = referenceRate(measured, able);
      for (int round = 0; round < rounds; round++) {
        List<Peer> order = new ArrayList<>(able);
        // Nobody is always the first, or always after the same one.
        Collections.rotate(order, round);
        if (round % 2 == 1) {
          Collections.reverse(order);
        }
        for (Peer peer : order) {
          int number = round + 1;
          boolean measuredIt =
              succeeds(
                  measured,
                  peer,
                  () -> {
                    measurement.warmUp(measured, peer, WARM_UP);
                    Shot shot = measurement.take(measured, peer, reference);
                    results.add(measured, peer, shot);
                    tell(measured, peer, number, shot);
                  });
          if (!measuredIt) {
            able.remove(peer);
          }
        }
      }
      progress.println(Table.block(results, measured));
      progress.flush();
    }
    return results;
  }

  /** Something that is done to a server. */
  private interface Step {
    void run() throws IOException, InterruptedException;
  }

  /** Whether a server could do this; a peer that cannot is left out of the case, and told. */
  private boolean succeeds(Case measured, Peer peer, Step step) {
    try {
      step.run();
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Stop.failed("interrupted");
    } catch (Stop stop) {
      if (peer.ours()) {
        throw stop;
      }
      progress.println("  left out of " + measured.name() + ": " + stop.getMessage());
      return false;
    }
  }

  /** What the reference server, or the first one where it is not measured, does at most. */
  private double referenceRate(Case measured, List<Peer> able)
      throws IOException, InterruptedException {
    if (!(measured.load() instanceof HalfRate load) || able.isEmpty()) {
      return 0;
    }
    Peer reference =
        able.stream()
            .filter(peer -> peer.name().equals(Peers.REFERENCE))
            .findFirst()
            .orElse(able.getFirst());
    Case saturated =
        new Case(
            measured.name(),
            measured.what(),
            new Case.Saturation(Wire.HTTP1, load.path(), List.of(), true));
    double rate =
        measurement.take(saturated, reference, 0).figures().getOrDefault(Figure.RATE, 0.0);
    progress.printf(
        Locale.ROOT,
        "  %s: %s saturates at %,.0f requests/s%n",
        measured.name(),
        reference.name(),
        rate);
    return rate;
  }

  private void tell(Case measured, Peer peer, int round, Shot shot) {
    String figures =
        shot.figures().entrySet().stream()
            .map(
                each ->
                    String.format(Locale.ROOT, "%s %.3f", each.getKey().label(), each.getValue()))
            .collect(Collectors.joining(", "));
    progress.printf("  %d %s %s: %s%n", round, measured.name(), peer.name(), figures);
    progress.flush();
  }
}
