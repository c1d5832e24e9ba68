package dev.skerry.edge.observe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A strict reader of the Prometheus text format 0.0.4, with the lints of promtool: it throws on
 * whatever a scraper could stumble over.
 */
final class ExpositionParser {
  private static final Pattern HELP = Pattern.compile("# HELP ([a-z_:][a-z0-9_:]*) (.+)");
  private static final Pattern TYPE =
      Pattern.compile("# TYPE ([a-z_:][a-z0-9_:]*) (counter|gauge|histogram)");
  private static final Pattern SAMPLE =
      Pattern.compile("([a-z_:][a-z0-9_:]*)(?:\\{(.*)})? (NaN|[+-]Inf|-?[0-9.]+(?:E-?[0-9]+)?)");
  private static final Pattern LABEL =
      Pattern.compile("([a-z_][a-z0-9_]*)=\"((?:[^\"\\\\\\n]|\\\\[\\\\\"n])*)\"(,|$)");

  private final Map<String, Double> samples = new LinkedHashMap<>();
  private final Map<String, String> types = new HashMap<>();
  private final Map<String, TreeMap<Double, Double>> buckets = new HashMap<>();
  private final Set<String> closed = new HashSet<>();
  private @Nullable String family;
  private @Nullable String help;

  /** Reads the whole text: samples by name and labels, as written. */
  static Map<String, Double> parse(String text) {
    if (!text.endsWith("\n")) {
      throw new AssertionError("the last line has no end");
    }
    ExpositionParser parser = new ExpositionParser();
    text.lines().forEach(parser::line);
    parser.checkHistograms();
    return parser.samples;
  }

  private void line(String line) {
    Matcher matcher = HELP.matcher(line);
    if (matcher.matches()) {
      begin(matcher.group(1));
      return;
    }
    matcher = TYPE.matcher(line);
    if (matcher.matches()) {
      expect(matcher.group(1).equals(help), line);
      family = matcher.group(1);
      types.put(family, matcher.group(2));
      expect(matcher.group(2).equals("counter") == family.endsWith("_total"), line);
      return;
    }
    matcher = SAMPLE.matcher(line);
    expect(matcher.matches(), line);
    sample(line, matcher.group(1), matcher.group(2), matcher.group(3));
  }

  private void begin(String name) {
    expect(!types.containsKey(name), "a second family " + name);
    if (family != null) {
      closed.add(family);
    }
    family = null;
    help = name;
  }

  private void sample(String line, String name, @Nullable String labelText, String number) {
    expect(family != null, "sample without a family: " + line);
    Map<String, String> labels = labels(labelText == null ? "" : labelText, line);
    double value = number.endsWith("Inf") || number.equals("NaN") ? 0 : Double.parseDouble(number);
    expect(samples.put(line.substring(0, line.lastIndexOf(' ')), value) == null, "twice: " + line);
    if ("histogram".equals(types.get(family))) {
      expect(Set.of(family + "_bucket", family + "_sum", family + "_count").contains(name), line);
      if (name.endsWith("_bucket")) {
        String le = labels.remove("le");
        bucket(labels, "+Inf".equals(le) ? Double.POSITIVE_INFINITY : number(le, line), value);
      }
    } else {
      expect(name.equals(family), line);
      expect(!labels.containsKey("le"), line);
    }
  }

  private static double number(@Nullable String text, String line) {
    if (text == null) {
      throw new AssertionError("a bucket without its bound: " + line);
    }
    return Double.parseDouble(text);
  }

  private void bucket(Map<String, String> labels, double le, double value) {
    TreeMap<Double, Double> row = buckets.computeIfAbsent(family + labels, k -> new TreeMap<>());
    expect(row.isEmpty() || row.lastKey() < le, "bucket order in " + family);
    expect(row.isEmpty() || row.lastEntry().getValue() <= value, "not cumulative: " + family);
    row.put(le, value);
  }

  private static Map<String, String> labels(String text, String line) {
    Map<String, String> labels = new LinkedHashMap<>();
    Matcher matcher = LABEL.matcher(text);
    int at = 0;
    while (at < text.length()) {
      expect(matcher.find(at) && matcher.start() == at, "labels of " + line);
      expect(labels.put(matcher.group(1), matcher.group(2)) == null, "label twice: " + line);
      at = matcher.end();
    }
    expect(!text.endsWith(","), line);
    return labels;
  }

  private void checkHistograms() {
    List<String> without = new ArrayList<>();
    buckets.forEach(
        (name, row) -> {
          if (!row.lastKey().equals(Double.POSITIVE_INFINITY)) {
            without.add(name);
          }
        });
    expect(without.isEmpty(), "no +Inf bucket: " + without);
  }

  private static void expect(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("not the exposition format: " + what);
    }
  }
}
