package dev.skerry.edge.observe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one edge node measures.
 *
 * <p>Sites are those of the configuration: whatever hosts viewers ask for, they make no new time
 * series. {@link #finished} may be called on every event loop at once and takes no lock.
 */
public final class Metrics {
  /** The label of requests for hosts that no site has. */
  private static final String NO_SITE = "(none)";

  /** The label of origins that came after the first {@link #MAX_ORIGINS}. */
  private static final String OTHER_ORIGINS = "(other)";

  private static final int MAX_ORIGINS = 1_000;

  private static final List<Family<SiteMeter>> SITE_FAMILIES =
      List.of(
          new Family<>(
              "skerry_http_requests_total",
              MetricType.COUNTER,
              "Exchanges that are over, by what the cache did; code 000: no head was sent.",
              SiteMeter::writeRequests),
          new Family<>(
              "skerry_http_request_content_bytes_total",
              MetricType.COUNTER,
              "Bytes of request content received from viewers.",
              SiteMeter::writeBytesIn),
          new Family<>(
              "skerry_http_response_content_bytes_total",
              MetricType.COUNTER,
              "Bytes of response content sent to viewers.",
              SiteMeter::writeBytesOut),
          new Family<>(
              "skerry_http_aborted_total",
              MetricType.COUNTER,
              "Exchanges whose viewer got less than the whole response.",
              SiteMeter::writeAborted),
          new Family<>(
              "skerry_http_request_duration_seconds",
              MetricType.HISTOGRAM,
              "From the request head to the end of the exchange.",
              SiteMeter::writeDuration),
          new Family<>(
              "skerry_http_first_byte_seconds",
              MetricType.HISTOGRAM,
              "From the request head to the head of the response.",
              SiteMeter::writeFirstByte),
          new Family<>(
              "skerry_origin_first_byte_seconds",
              MetricType.HISTOGRAM,
              "From asking an origin pool to the head of the origin's response.",
              SiteMeter::writeOrigin),
          new Family<>(
              "skerry_proxy_errors_total",
              MetricType.COUNTER,
              "Exchanges that met an error, by its type in Proxy-Status.",
              SiteMeter::writeErrors));

  private static final List<Family<OriginMeter>> ORIGIN_FAMILIES =
      List.of(
          new Family<>(
              "skerry_origin_requests_total",
              MetricType.COUNTER,
              "Exchanges for which an origin was asked; code 000: no answer came.",
              OriginMeter::writeRequests),
          new Family<>(
              "skerry_origin_errors_total",
              MetricType.COUNTER,
              "Exchanges that met an error of the origin's, by its type in Proxy-Status.",
              OriginMeter::writeErrors));

  private final Gauges gauges = new Gauges();
  private final SiteMeter noSite = new SiteMeter(NO_SITE);
  private final OriginMeter otherOrigins = new OriginMeter(OTHER_ORIGINS);
  private final ConcurrentHashMap<String, OriginMeter> origins = new ConcurrentHashMap<>();

  /** By name; replaced as a whole. */
  private volatile Map<String, SiteMeter> sites = Map.of();

  /** Where other parts of the node register what they can tell. */
  public Gauges gauges() {
    return gauges;
  }

  /**
   * Says which sites there are from now on. Counters of those that stay go on; those of the others
   * are forgotten.
   */
  public synchronized void sites(Collection<String> names) {
    Map<String, SiteMeter> before = sites;
    Map<String, SiteMeter> after = HashMap.newHashMap(names.size());
    for (String name : names) {
      SiteMeter meter = before.get(name);
      after.put(name, meter != null ? meter : new SiteMeter(name));
    }
    sites = after;
  }

  /** Counts an exchange that is over. Any thread. */
  public void finished(ExchangeRecord exchange) {
    site(exchange.site).count(exchange);
    String origin = exchange.origin;
    if (origin != null) {
      origin(origin).count(exchange);
    }
  }

  private SiteMeter site(@Nullable String name) {
    SiteMeter meter = name == null ? null : sites.get(name);
    return meter == null ? noSite : meter;
  }

  private OriginMeter origin(String name) {
    OriginMeter meter = origins.get(name);
    if (meter != null) {
      return meter;
    }
    return origins.size() < MAX_ORIGINS
        ? origins.computeIfAbsent(name, OriginMeter::new)
        : otherOrigins;
  }

  /**
   * Every site's counters in short, in no order; what no site has had is under {@code (none)}. Any
   * thread; costs those who count nothing.
   *
   * @param boundsMicros of the classes of times to the first byte: rising, and each a bound of the
   *     histograms here
   */
  public List<SiteFigures> siteFigures(List<Long> boundsMicros) {
    List<SiteFigures> figures = new ArrayList<>();
    sites.forEach((name, meter) -> figures.add(meter.figures(name, boundsMicros)));
    figures.add(noSite.figures(NO_SITE, boundsMicros));
    return figures;
  }

  void writeTo(MetricsText text) {
    List<SiteMeter> allSites = new ArrayList<>(sites.values());
    allSites.add(noSite);
    for (Family<SiteMeter> family : SITE_FAMILIES) {
      family.write(text, allSites);
    }
    List<OriginMeter> allOrigins = new ArrayList<>(origins.values());
    allOrigins.add(otherOrigins);
    for (Family<OriginMeter> family : ORIGIN_FAMILIES) {
      family.write(text, allOrigins);
    }
    gauges.writeTo(text);
  }

  /** A family of metrics that every site, or every origin, has. */
  private record Family<M>(String name, MetricType type, String help, Samples<M> samples) {
    void write(MetricsText text, List<M> meters) {
      text.family(name, type, help);
      for (M meter : meters) {
        samples.write(meter, text, name);
      }
    }
  }

  /** Writes one meter's samples of a family. */
  @FunctionalInterface
  private interface Samples<M> {
    void write(M meter, MetricsText text, String name);
  }
}
