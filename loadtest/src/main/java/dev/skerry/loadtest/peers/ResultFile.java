package dev.skerry.loadtest.peers;

import dev.skerry.loadtest.peers.Shot.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Results as JSON: facts first, then cases, servers and figures by name. */
final class ResultFile {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private ResultFile() {}

  /** Writes a file; the facts come first. */
  static void write(Path file, Map<String, Object> facts, Results results) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(file, JSON.writeValueAsString(document(facts, results)) + "\n");
  }

  /** What is written. */
  static Map<String, Object> document(Map<String, Object> facts, Results results) {
    Map<String, Object> document = new LinkedHashMap<>(facts);
    Map<String, Object> cases = new LinkedHashMap<>();
    for (Case measured : results.cases()) {
      Map<String, Object> peers = new LinkedHashMap<>();
      for (Peer peer : results.peers(measured)) {
        peers.put(peer.name(), figures(results, measured, peer));
      }
      cases.put(measured.name(), Map.of("what", measured.what(), "servers", peers));
    }
    document.put("cases", cases);
    return document;
  }

  private static Map<String, Object> figures(Results results, Case measured, Peer peer) {
    Map<String, Object> figures = new LinkedHashMap<>();
    results
        .toReference(measured, peer)
        .ifPresent(ratio -> figures.put("cpu_ratio_to_" + Peers.REFERENCE, rounded(ratio)));
    results
        .toBest(measured, peer)
        .ifPresent(ratio -> figures.put("cpu_ratio_to_best_peer", rounded(ratio)));
    for (Figure figure : Figure.values()) {
      results
          .range(measured, peer, figure)
          .ifPresent(
              range -> {
                Map<String, Object> spread = new LinkedHashMap<>();
                spread.put("median", rounded(range.median()));
                spread.put("min", rounded(range.min()));
                spread.put("max", rounded(range.max()));
                figures.put(figure.label(), spread);
              });
    }
    return figures;
  }

  private static double rounded(double value) {
    return Math.rint(value * 10_000) / 10_000;
  }
}
