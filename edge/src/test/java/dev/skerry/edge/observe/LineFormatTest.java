package dev.skerry.edge.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.http.Fields;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LineFormatTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final LineFormat json = new JsonLine(List.of("x-a", "x-b"));
  private final LineFormat combined = new CombinedLine();

  @Test
  void aHitAsJson() {
    assertThat(line(json, Exchanges.hit("/x", "y=1")))
        .isEqualTo(
            "{\"time\":\"2026-01-31T23:59:59.007Z\",\"remote\":\"192.0.2.1\",\"port\":4711,"
                + "\"method\":\"GET\",\"scheme\":\"https\",\"host\":\"www.a.test\","
                + "\"target\":\"/x?y=1\",\"version\":\"HTTP/1.1\",\"status\":200,\"bytes\":12,"
                + "\"duration_us\":123,\"first_byte_us\":45,\"site\":\"a\",\"cache\":\"hit\","
                + "\"tls\":\"TLSv1.3\",\"user_agent\":\"curl/8\",\"referer\":\"https://a.test/\","
                + "\"fields\":{}}\n");
  }

  @Test
  void aFailedForwardAsJsonTellsOfTheOrigin() {
    ExchangeRecord exchange = Exchanges.hit("/x", null, Fields.of("x-b", "2"));
    exchange.verdict = CacheVerdict.MISS;
    exchange.rule = "/x*";
    exchange.cacheStatus = "skerry; fwd=uri-miss";
    exchange.origin = "10.0.0.1:80";
    exchange.originStatus = 200;
    exchange.originStartNanos = 5_000;
    exchange.originHeadNanos = 9_000;
    exchange.error = ProxyError.of(ProxyError.Type.HTTP_RESPONSE_INCOMPLETE, "3 of 7 bytes");
    exchange.requestContentBytes = 5;
    exchange.requestId = "r1";
    exchange.aborted = true;

    assertThat(line(json, exchange))
        .endsWith(
            "\"bytes\":12,\"request_bytes\":5,\"duration_us\":123,\"first_byte_us\":45,"
                + "\"site\":\"a\",\"rule\":\"/x*\",\"cache\":\"miss\","
                + "\"cache_status\":\"skerry; fwd=uri-miss\","
                + "\"error\":\"http_response_incomplete\",\"error_details\":\"3 of 7 bytes\","
                + "\"aborted\":true,\"origin\":\"10.0.0.1:80\",\"origin_status\":200,"
                + "\"origin_us\":4,\"tls\":\"TLSv1.3\",\"request_id\":\"r1\","
                + "\"fields\":{\"x-b\":\"2\"}}\n");
  }

  @Test
  void aHitAsCombined() {
    assertThat(line(combined, Exchanges.hit("/x", "y=1")))
        .isEqualTo(
            "192.0.2.1 - - [31/Jan/2026:23:59:59 +0000] \"GET /x?y=1 HTTP/1.1\" 200 12"
                + " \"https://a.test/\" \"curl/8\" 0.000123 hit\n");
  }

  @Test
  void anExchangeWithoutAHeadHasStatusZero() {
    ExchangeRecord exchange = Exchanges.hit("/", null, new Fields());
    exchange.status = 0;
    exchange.headNanos = 0;
    assertThat(line(combined, exchange)).contains(" 000 12 \"-\" \"-\" ");
    assertThat(line(json, exchange)).contains("\"status\":0,").doesNotContain("first_byte");
  }

  @Test
  void textFromOutsideCanNeitherEndALineNorAString() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      StringBuilder octets = new StringBuilder();
      for (int i = random.nextInt(40); i >= 0; i--) {
        octets.append((char) random.nextInt(256)).append("\"\\\n\r\u001b".charAt(i % 5));
      }
      String hostile = octets.toString();
      ExchangeRecord exchange =
          Exchanges.hit('/' + hostile, hostile, Fields.of("user-agent", hostile, "x-a", hostile));

      String object = line(json, exchange);
      assertOneAsciiLine(object, seed);
      JsonNode node = JSON.readTree(object);
      assertThat(node.get("user_agent").asString()).as("seed %d", seed).isEqualTo(hostile);
      assertThat(node.get("target").asString()).isEqualTo('/' + hostile + '?' + hostile);
      assertThat(node.get("fields").get("x-a").asString()).isEqualTo(hostile);

      String apache = line(combined, exchange);
      assertOneAsciiLine(apache, seed);
      assertThat(apache)
          .as("seed %d", seed)
          .matches("(?:[^\"\\\\]|\"(?:[^\"\\\\]|\\\\[\"\\\\]|\\\\x[0-9a-f]{2})*\")*");
      assertThat(apache.replaceAll("\\\\.", "").chars().filter(c -> c == '"').count()).isEqualTo(6);
    }
  }

  @Test
  void aLongTargetIsCut() {
    String path = "/" + "a".repeat(5_000);
    assertThat(line(json, Exchanges.hit(path, "q=1")))
        .contains("aaa...?...\"")
        .hasSizeLessThan(3_000);
    assertThat(line(combined, Exchanges.hit(path, null))).contains("aaa... HTTP/1.1\"");
    assertThat(line(json, Exchanges.hit("/", "b".repeat(5_000)))).contains("/?bbb");
  }

  private static void assertOneAsciiLine(String line, long seed) {
    assertThat(line).as("seed %d", seed).endsWith("\n");
    assertThat(line.substring(0, line.length() - 1).chars())
        .as("seed %d", seed)
        .allMatch(c -> c >= ' ' && c < 0x7f);
  }

  private static String line(LineFormat format, ExchangeRecord exchange) {
    LineBuffer buffer = new LineBuffer(16);
    format.append(exchange, buffer);
    return StandardCharsets.ISO_8859_1.decode(buffer.content()).toString();
  }
}
