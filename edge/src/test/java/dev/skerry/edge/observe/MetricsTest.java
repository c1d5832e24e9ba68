package dev.skerry.edge.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.edge.flow.ProxyError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private final Metrics metrics = new Metrics();

  @Test
  void anEmptyNodeRendersTheFormat() {
    JvmGauges.register(metrics.gauges());
    JvmGauges.build(metrics.gauges(), "0.1 \"quoted\" \\ and\nbroken");
    new ReloadMeter(metrics.gauges()).accepted("v1", 1_500);
    Map<String, Double> samples = samples();
    assertThat(samples)
        .containsEntry("skerry_config_info{version=\"v1\"}", 1.0)
        .containsEntry("skerry_config_last_success_timestamp_seconds", 1.5)
        .containsEntry("skerry_config_reloads_total{result=\"refused\"}", 0.0);
    assertThat(samples.get("jvm_memory_used_bytes{area=\"heap\"}")).isPositive();
    assertThat(samples.get("process_resident_memory_bytes")).isPositive();
    assertThat(samples.keySet()).anyMatch(name -> name.startsWith("skerry_build_info{"));
  }

  @Test
  void requestsAreCountedBySiteMethodCodeAndVerdict() {
    metrics.sites(List.of("a", "b"));
    ExchangeRecord exchange = Exchanges.hit("/", null);
    metrics.finished(exchange);
    metrics.finished(exchange);
    exchange.site = "b";
    exchange.status = 1_000;
    exchange.aborted = true;
    exchange.requestContentBytes = 7;
    metrics.finished(exchange);
    assertThat(samples())
        .containsEntry(requests("a", "hit", "GET", "200"), 2.0)
        .containsEntry(requests("b", "hit", "GET", "000"), 1.0)
        .containsEntry("skerry_http_response_content_bytes_total{site=\"a\"}", 24.0)
        .containsEntry("skerry_http_request_content_bytes_total{site=\"b\"}", 7.0)
        .containsEntry("skerry_http_aborted_total{site=\"b\"}", 1.0);
  }

  @Test
  void hostsThatNoSiteHasMakeNoNewSeries() {
    for (int i = 0; i < 1_000; i++) {
      ExchangeRecord exchange = Exchanges.hit("/", null);
      exchange.site = i % 2 == 0 ? null : "unknown-" + i;
      metrics.finished(exchange);
    }
    assertThat(samples()).containsEntry(requests("(none)", "hit", "GET", "200"), 1_000.0);
  }

  @Test
  void originsAndStatusCodesBeyondABoundAreCountedTogether() {
    for (int i = 0; i < 3_000; i++) {
      ExchangeRecord exchange = Exchanges.hit("/", null);
      exchange.origin = "10.0.0.1:" + i;
      exchange.originStatus = 200;
      exchange.status = 100 + i % 900;
      metrics.finished(exchange);
    }
    Map<String, Double> samples = samples();
    assertThat(samples).hasSizeLessThan(2_000);
    assertThat(samples)
        .containsEntry("skerry_origin_requests_total{origin=\"(other)\",code=\"200\"}", 2_000.0);
    assertThat(sum(samples, "skerry_http_requests_total")).isEqualTo(3_000);
    assertThat(samples).containsKey(requests("(none)", "hit", "other", "other"));
  }

  @Test
  void durationsGoIntoTheirBuckets() {
    metrics.sites(List.of("a"));
    ExchangeRecord exchange = Exchanges.hit("/", null);
    metrics.finished(exchange);
    exchange.endNanos = Exchanges.START_NANOS + 50_000;
    metrics.finished(exchange);
    exchange.endNanos = Exchanges.START_NANOS + 100_000_000_000L;
    metrics.finished(exchange);
    String name = "skerry_http_request_duration_seconds";
    assertThat(samples())
        .containsEntry(name + "_bucket{site=\"a\",le=\"0.00005\"}", 1.0)
        .containsEntry(name + "_bucket{site=\"a\",le=\"0.0001\"}", 1.0)
        .containsEntry(name + "_bucket{site=\"a\",le=\"0.00025\"}", 2.0)
        .containsEntry(name + "_bucket{site=\"a\",le=\"60\"}", 2.0)
        .containsEntry(name + "_bucket{site=\"a\",le=\"+Inf\"}", 3.0)
        .containsEntry(name + "_count{site=\"a\"}", 3.0)
        .containsEntry(name + "_sum{site=\"a\"}", 100.000173)
        .doesNotContainKey("skerry_origin_first_byte_seconds_count{site=\"a\"}");
  }

  @Test
  void errorsOfTheOriginAreCountedAtTheOriginAndTheOthersAtTheSiteOnly() {
    ExchangeRecord exchange = Exchanges.hit("/", null);
    exchange.origin = "o:80";
    exchange.error = ProxyError.of(ProxyError.Type.CONNECTION_REFUSED, null);
    metrics.finished(exchange);
    exchange.error = ProxyError.of(ProxyError.Type.HTTP_REQUEST_DENIED, null);
    metrics.finished(exchange);
    assertThat(samples())
        .containsEntry(
            "skerry_origin_errors_total{origin=\"o:80\",type=\"connection_refused\"}", 1.0)
        .containsEntry(
            "skerry_proxy_errors_total{site=\"(none)\",type=\"http_request_denied\"}", 1.0)
        .doesNotContainKey(
            "skerry_origin_errors_total{origin=\"o:80\",type=\"http_request_denied\"}");
  }

  @Test
  void countersOfASiteThatStaysGoOnAndOfOneThatLeftAreForgotten() {
    metrics.sites(List.of("a", "b"));
    metrics.finished(Exchanges.hit("/", null));
    metrics.sites(List.of("a", "c"));
    metrics.finished(Exchanges.hit("/", null));
    assertThat(samples()).containsEntry(requests("a", "hit", "GET", "200"), 2.0);
    assertThat(samples().keySet()).noneMatch(name -> name.contains("site=\"b\""));
  }

  @Test
  void manyThreadsLoseNoCount() throws Exception {
    metrics.sites(List.of("a"));
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    ExchangeRecord exchange = Exchanges.hit("/", null);
                    for (int i = 0; i < 50_000; i++) {
                      exchange.status = 200 + i % 50;
                      metrics.finished(exchange);
                    }
                  }));
    }
    while (threads.stream().anyMatch(Thread::isAlive)) {
      samples();
    }
    Map<String, Double> samples = samples();
    assertThat(sum(samples, "skerry_http_requests_total")).isEqualTo(200_000);
    assertThat(samples)
        .containsEntry("skerry_http_request_duration_seconds_count{site=\"a\"}", 200_000.0)
        .containsEntry("skerry_http_response_content_bytes_total{site=\"a\"}", 2_400_000.0);
  }

  @Test
  void aReadingThatFailsSpoilsNoOther() {
    Gauges gauges = metrics.gauges();
    gauges.register("skerry_a", "A.", Labels.NONE, () -> 1);
    gauges.register(
        "skerry_b",
        "B.",
        Labels.NONE,
        () -> {
          throw new IllegalStateException("for the test");
        });
    gauges.register("skerry_c", "C.", Labels.NONE, () -> 3);
    assertThat(MetricsText.write(metrics))
        .contains("skerry_a 1\n", "skerry_b NaN\n", "skerry_c 3\n");
  }

  @Test
  void aNewerReadingOutlivesTheEndOfTheOneItReplaced() {
    Gauges gauges = metrics.gauges();
    Gauges.Registration old = gauges.register("skerry_a", "A.", Labels.of("pool", "p"), () -> 1);
    Gauges.Registration young = gauges.register("skerry_a", "A.", Labels.of("pool", "p"), () -> 2);
    old.close();
    assertThat(samples()).containsEntry("skerry_a{pool=\"p\"}", 2.0);
    young.close();
    assertThat(samples()).doesNotContainKey("skerry_a{pool=\"p\"}");
  }

  @Test
  void aNameMustSayWhetherItIsACounter() {
    Gauges gauges = metrics.gauges();
    assertThatThrownBy(() -> gauges.register("skerry_a_total", "A.", Labels.NONE, () -> 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> gauges.registerCounter("skerry_a", "A.", Labels.NONE, () -> 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> gauges.register("Skerry-a", "A.", Labels.NONE, () -> 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Map<String, Double> samples() {
    return ExpositionParser.parse(MetricsText.write(metrics));
  }

  private static double sum(Map<String, Double> samples, String family) {
    return samples.entrySet().stream()
        .filter(sample -> sample.getKey().startsWith(family + '{'))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  private static String requests(String site, String cache, String method, String code) {
    return "skerry_http_requests_total{site=\"%s\",cache=\"%s\",method=\"%s\",code=\"%s\"}"
        .formatted(site, cache, method, code);
  }
}
