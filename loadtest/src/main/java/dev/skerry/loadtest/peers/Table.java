package dev.skerry.loadtest.peers;

import dev.skerry.loadtest.peers.Shot.Figure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Results as text: one block for each case, one line for each server. */
final class Table {
  private Table() {}

  static String of(Results results) {
    StringBuilder text = new StringBuilder();
    results.cases().forEach(measured -> text.append(block(results, measured)).append('\n'));
    return text.toString();
  }

  /** One case; a figure is its median, CPU seconds also the smallest and the largest. */
  static String block(Results results, Case measured) {
    List<Figure> figures =
        Arrays.stream(Figure.values())
            .filter(figure -> figure != Figure.CPU)
            .filter(
                figure ->
                    results.peers(measured).stream()
                        .anyMatch(peer -> results.range(measured, peer, figure).isPresent()))
            .toList();
    boolean cpu =
        results.peers(measured).stream()
            .anyMatch(peer -> results.range(measured, peer, Figure.CPU).isPresent());
    StringBuilder text = new StringBuilder();
    text.append(measured.name()).append(": ").append(measured.what()).append('\n');
    text.append(String.format(Locale.ROOT, "  %-14s", ""));
    if (cpu) {
      text.append(
          String.format(Locale.ROOT, "%-26s%8s%8s", "CPU s per 100,000", "x nginx", "x best"));
    }
    figures.forEach(figure -> text.append(String.format(Locale.ROOT, "%13s", heading(figure))));
    text.append('\n');
    for (Peer peer : results.peers(measured)) {
      text.append(String.format(Locale.ROOT, "  %-14s", peer.name()));
      if (cpu) {
        text.append(
            String.format(
                Locale.ROOT,
                "%-26s%8s%8s",
                results.range(measured, peer, Figure.CPU).map(Table::spread).orElse("-"),
                ratio(results.toReference(measured, peer)),
                ratio(results.toBest(measured, peer))));
      }
      for (Figure figure : figures) {
        Optional<Range> range = results.range(measured, peer, figure);
        text.append(
            String.format(
                Locale.ROOT, "%13s", range.map(each -> number(each.median())).orElse("-")));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String heading(Figure figure) {
    return switch (figure) {
      case CPU -> "CPU s";
      case RATE -> "requests/s";
      case P50 -> "p50 ms";
      case P99 -> "p99 ms";
      case P999 -> "p99.9 ms";
      case RESIDENT -> "MB";
      case ORIGIN -> "to origin";
      case ONE_VIEWER -> "one, ms";
      case LAST_VIEWER -> "last, ms";
    };
  }

  private static String spread(Range range) {
    return String.format(Locale.ROOT, "%.3f (%.3f-%.3f)", range.median(), range.min(), range.max());
  }

  private static String ratio(OptionalDouble ratio) {
    return ratio.isPresent() ? String.format(Locale.ROOT, "%.2f", ratio.getAsDouble()) : "-";
  }

  /** Three digits that count, or all before the point. */
  private static String number(double value) {
    return String.format(
        Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
  }
}
