package dev.skerry.edge.observe;

/**
 * Writes metrics in the Prometheus text format 0.0.4: per family a HELP line, a TYPE line and its
 * samples, all together.
 */
public final class MetricsText {
  /** The media type to answer a scrape with. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final StringBuilder out = new StringBuilder(16 * 1024);

  MetricsText() {}

  /** Renders everything that the node measures. */
  public static String write(Metrics metrics) {
    MetricsText text = new MetricsText();
    metrics.writeTo(text);
    return text.toString();
  }

  /** Begins a family; its samples must follow at once. */
  void family(String name, MetricType type, String help) {
    out.append("# HELP ").append(name).append(' ');
    for (int i = 0; i < help.length(); i++) {
      switch (help.charAt(i)) {
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        default -> out.append(help.charAt(i));
      }
    }
    out.append("\n# TYPE ").append(name).append(' ').append(type.word()).append('\n');
  }

  void sample(String name, Labels labels, long value) {
    begin(name, labels).append(value).append('\n');
  }

  void sample(String name, Labels labels, double value) {
    begin(name, labels).append(number(value)).append('\n');
  }

  /** A duration as seconds, exact to the nanosecond. */
  void seconds(String name, Labels labels, long nanos) {
    begin(name, labels).append(decimalSeconds(nanos)).append('\n');
  }

  private StringBuilder begin(String name, Labels labels) {
    out.append(name);
    if (!labels.text().isEmpty()) {
      out.append('{').append(labels.text()).append('}');
    }
    return out.append(' ');
  }

  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return Double.toString(value);
  }

  /** Nanoseconds as decimal seconds without useless zeros: {@code 0.0005}, {@code 2}. */
  static String decimalSeconds(long nanos) {
    long whole = nanos / NANOS_PER_SECOND;
    long rest = Math.abs(nanos % NANOS_PER_SECOND);
    if (rest == 0) {
      return Long.toString(whole);
    }
    String digits = Long.toString(NANOS_PER_SECOND + rest).substring(1);
    int end = digits.length();
    while (digits.charAt(end - 1) == '0') {
      end--;
    }
    return (nanos < 0 && whole == 0 ? "-0." : whole + ".") + digits.substring(0, end);
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
