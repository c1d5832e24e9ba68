package dev.skerry.loadtest.peers;

import dev.skerry.loadtest.peers.Shot.Figure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** All that was measured so far, by case and server. */
final class Results {
  private final Map<Case, Map<Peer, List<Shot>>> shots = new LinkedHashMap<>();

  void add(Case measured, Peer peer, Shot shot) {
    shots
        .computeIfAbsent(measured, any -> new LinkedHashMap<>())
        .computeIfAbsent(peer, any -> new ArrayList<>())
        .add(shot);
  }

  List<Case> cases() {
    return List.copyOf(shots.keySet());
  }

  /** The servers that were measured in this case. */
  List<Peer> peers(Case measured) {
    return List.copyOf(shots.getOrDefault(measured, Map.of()).keySet());
  }

  /** A figure over all rounds; nothing if the case does not have it. */
  Optional<Range> range(Case measured, Peer peer, Figure figure) {
    List<Double> values =
        shots.getOrDefault(measured, Map.of()).getOrDefault(peer, List.of()).stream()
            .map(shot -> shot.figures().get(figure))
            .filter(value -> value != null)
            .toList();
    return values.isEmpty() ? Optional.empty() : Optional.of(Range.of(values));
  }

  /** CPU per request as a ratio to the reference's; nothing where it was not measured. */
  OptionalDouble toReference(Case measured, Peer peer) {
    return peers(measured).stream()
        .filter(each -> each.name().equals(Peers.REFERENCE))
        .findFirst()
        .map(reference -> ratio(measured, peer, reference))
        .orElse(OptionalDouble.empty());
  }

  /** CPU per request as a ratio to the cheapest server's that is not Skerry. */
  OptionalDouble toBest(Case measured, Peer peer) {
    return peers(measured).stream()
        .filter(each -> !each.ours())
        .map(other -> ratio(measured, peer, other))
        .flatMapToDouble(OptionalDouble::stream)
        .max();
  }

  private OptionalDouble ratio(Case measured, Peer peer, Peer other) {
    Optional<Range> mine = range(measured, peer, Figure.CPU);
    Optional<Range> theirs = range(measured, other, Figure.CPU);
    return mine.isPresent() && theirs.isPresent() && theirs.get().median() > 0
        ? OptionalDouble.of(mine.get().median() / theirs.get().median())
        : OptionalDouble.empty();
  }
}
