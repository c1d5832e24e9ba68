package dev.skerry.edge.semantics;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.http.Fields;
import dev.skerry.http.HttpVersion;
import dev.skerry.http.Request;
import dev.skerry.http.structured.StructuredFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusFieldsTest {
  @Test
  void cacheStatusIsAStructuredList() {
    String hit = CacheStatus.of("skerry").hit().ttl(30).key("GET \"a\" ü").toString();
    assertThat(hit).isEqualTo("skerry;hit;ttl=30;key=\"GET \\\"a\\\" ?\"");
    String miss =
        CacheStatus.of("edge 1")
            .forwarded(CacheStatus.Forward.URI_MISS)
            .forwardStatus(200)
            .stored()
            .collapsed()
            .detail("no-store")
            .toString();
    assertThat(miss)
        .isEqualTo("\"edge 1\";fwd=uri-miss;fwd-status=200;stored;collapsed;detail=no-store");
    String list = hit + ", " + miss;
    assertThat(StructuredFields.write(requireNonNull(StructuredFields.list(list)))).isEqualTo(list);
  }

  @Test
  void membersAreAddedAfterThoseNearerToTheOrigin() {
    Fields fields = Fields.of("cache-status", "a;hit", "cache-status", "b;fwd=miss");
    CacheStatus.of("skerry").hit().addTo(fields);
    assertThat(fields).isEqualTo(Fields.of("cache-status", "a;hit, b;fwd=miss, skerry;hit"));
  }

  @Test
  void proxyStatusIsAStructuredList() {
    Fields fields = new Fields();
    ProxyStatus.of("skerry")
        .error("connection_timeout")
        .details("after 5 s")
        .nextHop("10.0.0.1:80")
        .receivedStatus(502)
        .addTo(fields);
    String value = requireNonNull(fields.first("proxy-status"));
    assertThat(value)
        .isEqualTo(
            "skerry;error=connection_timeout;details=\"after 5 s\";next-hop=\"10.0.0.1:80\""
                + ";received-status=502");
    assertThat(StructuredFields.list(value)).hasSize(1);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          x: y                                  | 0
          cdn-loop: skerry                      | 1
          cdn-loop: SKERRY;v=1;d="a, skerry"    | 1
          cdn-loop: other, skerry ; x, skerry   | 2
          cdn-loop: skerry ~ cdn-loop: skerry   | 2
          cdn-loop: skerryx, xskerry            | 0
          cdn-loop: other;by=skerry             | 0
          """)
  void passagesAreCounted(String request, int passages) {
    assertThat(Hops.passages(Cases.fields(request), "skerry")).isEqualTo(passages);
  }

  @Test
  void aLoopIsSeenByNameOrByLength() {
    Fields request = Fields.of("cdn-loop", "skerry");
    assertThat(Hops.isLoop(request, "skerry", 0)).isTrue();
    assertThat(Hops.isLoop(request, "skerry", 1)).isFalse();
    assertThat(Hops.isLoop(Fields.of("via", "1.1 a,".repeat(41)), "skerry", 1)).isTrue();
    assertThat(Hops.isLoop(Fields.of("cdn-loop", "a,".repeat(41)), "skerry", 1)).isTrue();
  }

  @Test
  void thisNodeIsAddedToTheWay() {
    Fields fields = Fields.of("via", "1.0 a", "via", "2 b", "cdn-loop", "x;y=z");
    Hops.addVia(fields, HttpVersion.HTTP_2, "skerry");
    Hops.addLoop(fields, "skerry");
    assertThat(fields)
        .isEqualTo(Fields.of("via", "1.0 a, 2 b, 2 skerry", "cdn-loop", "x;y=z, skerry"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          OPTIONS | 0          | false | 0
          TRACE   | 0          | false | 0
          OPTIONS | 5          | true  | 4
          OPTIONS | x          | true  | x
          OPTIONS | -1         | true  | -1
          GET     | 0          | true  | 0
          """)
  void maxForwardsIsCountedDown(String method, String value, boolean forward, String left) {
    Request request = Cases.request(method, "max-forwards: " + value);
    assertThat(Hops.mayForward(request)).isEqualTo(forward);
    assertThat(request.fields().first("max-forwards")).isEqualTo(left);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          surrogate-key: a b  c                    | a;b;c          | true
          surrogate-key: a,b c                     | a,b;c          | true
          cache-tag: a, b c ,,d                    | a;b c;d        | true
          xkey: a b,c                              | a;b;c          | true
          xkey: a ~ surrogate-key: A a ~ cache-tag: b | a;A;b       | true
          xkey:                                    | ``             | true
          x: y                                     | ``             | true
          xkey: a b c d e f                        | a;b;c;d;e      | false
          xkey: a b c d e a                        | a;b;c;d;e      | true
          xkey: a toolongtag c                     | a              | false
          """)
  void tagsAreRead(String response, String expected, boolean complete) {
    SurrogateTags tags = SurrogateTags.of(Cases.fields(response), 5, 8);
    assertThat(String.join(";", tags.tags())).isEqualTo(expected);
    assertThat(tags.complete()).isEqualTo(complete);
  }
}
