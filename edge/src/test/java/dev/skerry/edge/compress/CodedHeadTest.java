package dev.skerry.edge.compress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.config.CompressionPolicy.Coding;
import dev.skerry.http.Fields;
import dev.skerry.http.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodedHeadTest {
  @Test
  void encodingChangesWhatDescribesTheRepresentationAndNothingElse() {
    Response response =
        new Response(
            200,
            Fields.of(
                "content-type", "text/html",
                "content-length", "1000",
                "etag", "\"x\"",
                "accept-ranges", "bytes",
                "content-digest", "sha-256=:AA==:",
                "repr-digest", "sha-256=:AA==:",
                "content-md5", "AA==",
                "digest", "md5=AA==",
                "last-modified", "Sat, 31 Jan 2026 00:00:00 GMT",
                "set-cookie", "a=1",
                "set-cookie", "b=2"));
    CodedHead.encode(response, Coding.BROTLI);
    assertThat(response.fields())
        .isEqualTo(
            Fields.of(
                "content-type", "text/html",
                "etag", "W/\"x\"",
                "last-modified", "Sat, 31 Jan 2026 00:00:00 GMT",
                "set-cookie", "a=1",
                "set-cookie", "b=2",
                "content-encoding", "br"));
  }

  @Test
  void decodingTakesTheCodingAway() {
    Response response =
        new Response(
            200, Fields.of("content-encoding", "gzip", "content-length", "9", "etag", "W/\"x\""));
    CodedHead.decode(response);
    assertThat(response.fields()).isEqualTo(Fields.of("etag", "W/\"x\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "none                    | accept-encoding",
        "''                      | accept-encoding",
        "Accept-Encoding         | Accept-Encoding",
        "origin                  | origin, accept-encoding",
        "origin, ACCEPT-encoding | origin, ACCEPT-encoding",
        "accept-encodings        | accept-encodings, accept-encoding",
        "*                       | *",
      })
  void varyIsMergedWithWhatIsThere(String before, String after) {
    Response response = new Response(200, new Fields());
    if (before != null) {
      response.fields().add("vary", before);
    }
    CodedHead.vary(response);
    assertThat(response.fields().all("vary")).containsExactly(after);
  }

  @Test
  void severalLinesOfVaryBecomeOne() {
    Response response = new Response(200, Fields.of("vary", "a", "vary", "b"));
    CodedHead.vary(response);
    assertThat(response.fields().all("vary")).containsExactly("a, b, accept-encoding");
  }

  @Test
  void digestsInTrailersFallAwayAndOtherTrailersAreNotCopied() {
    Fields plain = Fields.of("x", "1").freeze();
    assertThat(CodedHead.trailers(plain)).isSameAs(plain);
    Fields digests = Fields.of("x", "1", "content-digest", "sha-256=:AA==:").freeze();
    assertThat(CodedHead.trailers(digests)).isEqualTo(plain);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/event-stream | true",
        "Text/Event-Stream;charset=utf-8 | true",
        "text/event-streams | false",
        "text/html | false"
      })
  void eventStreamsAreKnownByTheirType(String type, boolean expected) {
    assertThat(CodedHead.isEventStream(new Response(200, Fields.of("content-type", type))))
        .isEqualTo(expected);
  }
}
