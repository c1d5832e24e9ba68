package dev.skerry.loadtest.peers;

import dev.skerry.loadtest.terminal.Stop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How much more CPU than the reference Skerry may use, by case.
 *
 * @param byCase ratios by a case's name
 * @param others for cases without one of their own; infinite for no bound
 */
record Bounds(Map<String, Double> byCase, double others) {
  /** Reads {@code 0.9}, or {@code 1k=0.8}, or several of them. */
  static Bounds parse(List<String> words) {
    Map<String, Double> byCase = new HashMap<>();
    double others = Double.POSITIVE_INFINITY;
    for (String word : words) {
      int equals = word.indexOf('=');
      try {
        double ratio = Double.parseDouble(word.substring(equals + 1));
        if (equals < 0) {
          others = ratio;
        } else {
          byCase.put(Cases.named(List.of(word.substring(0, equals))).getFirst().name(), ratio);
        }
      } catch (NumberFormatException e) {
        throw Stop.usage("expected RATIO or CASE=RATIO, found '" + word + "'");
      }
    }
    return new Bounds(Map.copyOf(byCase), others);
  }

  /** One line for each case in which {@code skerry} costs more than it may. */
  List<String> exceeded(Results results) {
    List<String> lines = new ArrayList<>();
    for (Case measured : results.cases()) {
      double bound = byCase.getOrDefault(measured.name(), others);
      for (Peer peer : results.peers(measured)) {
        OptionalDouble ratio = results.toReference(measured, peer);
        if (peer.name().equals(Peers.SKERRY) && ratio.isPresent() && ratio.getAsDouble() > bound) {
          lines.add(
              String.format(
                  Locale.ROOT,
                  "%s: %.2f times %s's CPU, at most %.2f was asked for",
                  measured.name(),
                  ratio.getAsDouble(),
                  Peers.REFERENCE,
                  bound));
        }
      }
    }
    return lines;
  }
}
