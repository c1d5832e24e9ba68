package dev.skerry.loadtest.bench;

import dev.skerry.edge.config.Site;
import dev.skerry.edge.config.document.Compilation;
import dev.skerry.edge.config.document.ConfigDocument;
import dev.skerry.edge.config.document.Sources;
import dev.skerry.edge.flow.ConnectionFacts;
import dev.skerry.edge.observe.CacheVerdict;
import dev.skerry.edge.observe.ExchangeRecord;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Messages as a browser and an ordinary origin send them. */
final class Samples {
  /** What wrk sends. */
  static final String SHORT_HEAD = "GET /1k HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n";

  static final String HEAD =
      """
      GET /assets/app-5f3a.js?v=12 HTTP/1.1\r
      Host: www.example.org\r
      User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r
      Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r
      Accept-Language: en-GB,en;q=0.7,de;q=0.3\r
      Accept-Encoding: gzip, deflate, br, zstd\r
      Referer: https://www.example.org/\r
      Connection: keep-alive\r
      Cookie: session=0123456789abcdef; theme=dark\r
      Sec-Fetch-Dest: script\r
      Sec-Fetch-Mode: no-cors\r
      Sec-Fetch-Site: same-origin\r
      \r
      """;

  private Samples() {}

  /**
   * A request.
   *
   * @param more fields besides, names and values by turns
   */
  static Request request(String... more) {
    return new Request(
        "GET",
        "https",
        "www.example.org",
        "/assets/app-5f3a.js",
        "v=12",
        Fields.of(
                "user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101",
                "accept", "*/*",
                "accept-encoding", "gzip, deflate, br, zstd",
                "accept-language", "en-GB,en;q=0.7,de;q=0.3",
                "referer", "https://www.example.org/",
                "cookie", "session=0123456789abcdef; theme=dark")
            .addAll(Fields.of(more)));
  }

  /**
   * The only site of a configuration.
   *
   * @param setting of the site, one line of YAML
   */
  static Site site(String setting) {
    String document =
        """
        sites:
          - name: example
            hosts: "*"
            origin: http://127.0.0.1:9
            %s
        """
            .formatted(setting);
    Compilation result =
        ConfigDocument.compile(
            "bench.yaml", document.getBytes(StandardCharsets.UTF_8), Sources.of(Path.of(".")));
    return switch (result) {
      case Compilation.Compiled compiled -> compiled.snapshot().sites().getFirst();
      case Compilation.Refused refused ->
          throw new IllegalStateException(refused.problems().toString());
    };
  }

  static Response response() {
    return new Response(
        200,
        Fields.of(
            "content-type", "text/javascript; charset=utf-8",
            "content-length", "1024",
            "cache-control", "public, max-age=3600, stale-while-revalidate=60",
            "date", "Sat, 31 Jan 2026 23:59:59 GMT",
            "etag", "\"5f3a\"",
            "last-modified", "Sat, 31 Jan 2026 00:00:00 GMT",
            "vary", "accept-encoding",
            "age", "12",
            "cache-status", "skerry; hit"));
  }

  /** A hit, complete but for the fields that only a log needs. */
  static ExchangeRecord exchange(Request request) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 443);
    ConnectionFacts viewer =
        new ConnectionFacts(address, address, true, "TLSv1.3", "TLS_AES_128_GCM_SHA256", null);
    ExchangeRecord exchange = new ExchangeRecord(request, viewer, 1_769_903_999_000L, 1_000);
    exchange.describe(request, List.of());
    exchange.site = "example";
    exchange.verdict = CacheVerdict.HIT;
    exchange.status = 200;
    exchange.contentBytes = 1_024;
    exchange.headNanos = 41_000;
    exchange.endNanos = 43_000;
    return exchange;
  }
}
