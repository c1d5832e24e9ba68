package dev.skerry.loadtest.report;

import com.google.errorprone.annotations.FormatMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * Latencies as an SVG picture: percentiles to the right, on a scale on which each step has a tenth
 * of what is above the step before; milliseconds upwards, on a logarithmic scale.
 */
public final class LatencyPicture {
  /**
   * One line of the picture.
   *
   * @param latencies in nanoseconds
   */
  public record Line(String name, Histogram latencies) {}

  private static final int WIDTH = 840;
  private static final int HEIGHT = 480;
  private static final int LEFT = 76;
  private static final int RIGHT = 24;
  private static final int TOP = 64;
  private static final int BOTTOM = 64;
  private static final int STEPS = 200;
  private static final double NANOS = 1e6;
  private static final List<String> COLOURS =
      List.of("#0b6e99", "#c2410c", "#4d7c0f", "#7e22ce", "#be123c", "#525252");

  private final String title;
  private final List<Line> lines;

  /** Which powers of ten of milliseconds there are below and above all values. */
  private final int lowest;

  private final int highest;

  /** How many nines the last percentile has: 2 for 99 %. */
  private final int nines;

  private LatencyPicture(String title, List<Line> lines) {
    this.title = title;
    this.lines = lines;
    double min = Double.MAX_VALUE;
    double max = 0;
    long count = 10;
    for (Line line : lines) {
      if (line.latencies.getTotalCount() > 0) {
        min = Math.min(min, line.latencies.getMinValue() / NANOS);
        max = Math.max(max, line.latencies.getMaxValue() / NANOS);
        count = Math.max(count, line.latencies.getTotalCount());
      }
    }
    max = Math.max(max, 0.001);
    lowest = (int) Math.floor(Math.log10(Math.max(0.001, Math.min(min, max))));
    highest = Math.max(lowest + 1, (int) Math.ceil(Math.log10(max)));
    nines = Math.clamp((int) Math.floor(Math.log10((double) count)), 1, 6);
  }

  /** The picture of these lines, a whole SVG document. */
  public static String of(String title, List<Line> lines) {
    return new LatencyPicture(title, List.copyOf(lines)).document();
  }

  private String document() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        text(
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d"
             font-family="system-ui, sans-serif" font-size="13" fill="#1f2937">
            <rect width="%1$d" height="%2$d" fill="#ffffff"/>
            <text x="%3$d" y="28" font-size="16" font-weight="600">%4$s</text>
            """,
            WIDTH, HEIGHT, LEFT, escaped(title)));
    grid(svg);
    for (int i = 0; i < lines.size(); i++) {
      line(svg, lines.get(i), i);
    }
    return svg.append("</svg>\n").toString();
  }

  private void grid(StringBuilder svg) {
    for (int power = lowest; power <= highest; power++) {
      double value = Math.pow(10, power);
      rule(svg, LEFT, y(value), WIDTH - RIGHT, y(value));
      svg.append(
          text(
              "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
              LEFT - 8, y(value) + 4, number(value)));
    }
    for (double percentile : percentiles()) {
      rule(svg, x(percentile), TOP, x(percentile), HEIGHT - BOTTOM);
      svg.append(
          text(
              "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
              x(percentile), HEIGHT - BOTTOM + 20, number(percentile)));
    }
    svg.append(
        text(
            "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">percentile</text>%n",
            (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 20));
    svg.append(
        text(
            "<text transform=\"translate(20 %d) rotate(-90)\" text-anchor=\"middle\">latency,"
                + " ms</text>%n",
            (TOP + HEIGHT - BOTTOM) / 2));
  }

  private List<Double> percentiles() {
    List<Double> found = new ArrayList<>(List.of(0.0, 50.0));
    for (int nine = 1; nine <= nines; nine++) {
      found.add(100 - 100 / Math.pow(10, nine));
    }
    return found;
  }

  private void line(StringBuilder svg, Line line, int index) {
    String colour = COLOURS.get(index % COLOURS.size());
    svg.append("<polyline fill=\"none\" stroke-width=\"2\" stroke=\"").append(colour);
    svg.append("\" points=\"");
    for (int step = 0; step <= STEPS; step++) {
      double percentile = 100 - 100 / Math.pow(10, (double) nines * step / STEPS);
      double value = line.latencies.getValueAtPercentile(percentile) / NANOS;
      svg.append(text(step == 0 ? "%.1f,%.1f" : " %.1f,%.1f", x(percentile), y(value)));
    }
    svg.append("\"/>\n");
    int left = LEFT + 8 + index % 3 * 250;
    int top = 48 + index / 3 * 16;
    svg.append(
        text(
            "<rect x=\"%d\" y=\"%d\" width=\"14\" height=\"4\" fill=\"%s\"/>%n",
            left, top - 6, colour));
    svg.append(text("<text x=\"%d\" y=\"%d\">%s</text>%n", left + 20, top, escaped(line.name)));
  }

  private static void rule(StringBuilder svg, double x1, double y1, double x2, double y2) {
    svg.append(
        text(
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#e5e7eb\"/>%n",
            x1, y1, x2, y2));
  }

  private double x(double percentile) {
    double nine = -Math.log10(Math.max(1e-9, 1 - percentile / 100));
    return LEFT + (WIDTH - LEFT - RIGHT) * Math.min(1, nine / nines);
  }

  private double y(double milliseconds) {
    double log = Math.log10(Math.max(milliseconds, Math.pow(10, lowest)));
    double share = (log - lowest) / (highest - lowest);
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share;
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? text("%.0f", value)
        : text("%.6f", value).replaceAll("0+$", "");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  @FormatMethod
  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
