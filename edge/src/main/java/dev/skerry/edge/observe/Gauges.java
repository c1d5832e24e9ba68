package dev.skerry.edge.observe;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Readings that belong to others: whoever has a number worth seeing registers how to read it, and
 * it is read when somebody looks.
 *
 * <p>A reading must be quick, never block and may be taken on any thread. Registering the same name
 * and labels again replaces the reading, so that a new configuration's pool may register before the
 * old one has gone.
 */
public final class Gauges {
  private static final Logger LOG = LoggerFactory.getLogger(Gauges.class);
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  /** Beyond this a registration is refused: a scrape must stay small. */
  private static final int MAX_READINGS = 20_000;

  /** Ends what a registration began. */
  @FunctionalInterface
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }

  private record Key(String name, Labels labels) {}

  private record Reading(
      MetricType type,
      String help,
      DoubleSupplier value,
      boolean whole,
      @Nullable DurationHistogram histogram) {
    static Reading of(MetricType type, String help, DoubleSupplier value, boolean whole) {
      return new Reading(type, help, value, whole, null);
    }
  }

  private final ConcurrentSkipListMap<Key, Reading> readings =
      new ConcurrentSkipListMap<>(
          Comparator.comparing(Key::name).thenComparing(key -> key.labels().text()));

  /** Registers a whole number that goes up and down. */
  public Registration register(String name, String help, Labels labels, LongSupplier value) {
    return add(name, labels, Reading.of(MetricType.GAUGE, help, value::getAsLong, true));
  }

  /** Registers a number that goes up and down, as seconds and ratios are. */
  public Registration registerReal(String name, String help, Labels labels, DoubleSupplier value) {
    return add(name, labels, Reading.of(MetricType.GAUGE, help, value, false));
  }

  /** Registers a count that only goes up; its name ends in {@code _total}. */
  public Registration registerCounter(String name, String help, Labels labels, LongSupplier value) {
    return add(name, labels, Reading.of(MetricType.COUNTER, help, value::getAsLong, true));
  }

  /** Registers an amount that only goes up, as CPU seconds; its name ends in {@code _total}. */
  public Registration registerRealCounter(
      String name, String help, Labels labels, DoubleSupplier value) {
    return add(name, labels, Reading.of(MetricType.COUNTER, help, value, false));
  }

  /** Registers a histogram of durations; its name ends in {@code _seconds}. */
  public Registration registerHistogram(
      String name, String help, Labels labels, DurationHistogram histogram) {
    return add(name, labels, new Reading(MetricType.HISTOGRAM, help, () -> 0, false, histogram));
  }

  private Registration add(String name, Labels labels, Reading reading) {
    if (!NAME.matcher(name).matches()
        || name.endsWith("_total") != (reading.type == MetricType.COUNTER)) {
      throw new IllegalArgumentException(
          "expected a name of [a-z0-9_] that ends in _total if it is a counter, got '"
              + name
              + "'");
    }
    Map.Entry<Key, Reading> sibling = readings.ceilingEntry(new Key(name, Labels.NONE));
    if (sibling != null
        && sibling.getKey().name().equals(name)
        && sibling.getValue().type != reading.type) {
      throw new IllegalArgumentException(name + " is registered already, as another type");
    }
    if (readings.size() >= MAX_READINGS) {
      LOG.warn("not measured, as {} readings are registered already: {}", MAX_READINGS, name);
      return () -> {};
    }
    Key key = new Key(name, labels);
    readings.put(key, reading);
    return () -> readings.remove(key, reading);
  }

  void writeTo(MetricsText text) {
    String family = "";
    for (Map.Entry<Key, Reading> entry : List.copyOf(readings.entrySet())) {
      String name = entry.getKey().name();
      Reading reading = entry.getValue();
      if (!name.equals(family)) {
        text.family(name, reading.type, reading.help);
        family = name;
      }
      write(text, entry.getKey(), reading);
    }
  }

  private static void write(MetricsText text, Key key, Reading reading) {
    if (reading.histogram != null) {
      reading.histogram.writeTo(text, key.name(), key.labels());
      return;
    }
    double value;
    try {
      value = reading.value.getAsDouble();
    } catch (RuntimeException e) {
      LOG.debug("cannot read {}{}", key.name(), key.labels(), e);
      value = Double.NaN;
    }
    if (reading.whole && !Double.isNaN(value)) {
      text.sample(key.name(), key.labels(), (long) value);
    } else {
      text.sample(key.name(), key.labels(), value);
    }
  }
}
