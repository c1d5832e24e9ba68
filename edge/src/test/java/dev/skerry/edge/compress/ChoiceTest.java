package dev.skerry.edge.compress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.config.CompressionPolicy;
import dev.skerry.edge.config.CompressionPolicy.Coding;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoiceTest {
  private static final CompressionPolicy POLICY =
      new CompressionPolicy(
          List.of(Coding.ZSTD, Coding.BROTLI, Coding.GZIP), List.of("text/*", "*+json"), 100);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "gzip                              | GZIP",
        "gzip, br                          | BROTLI",
        "gzip, br, zstd                    | ZSTD",
        "GZIP                              | GZIP",
        "x-gzip                            | GZIP",
        "*                                 | ZSTD",
        "*;q=0.5, zstd;q=0                 | BROTLI",
        "gzip;q=1.0, *;q=0.5               | GZIP",
        "br;q=0.5, gzip;q=0.6              | GZIP",
        "br;q=0.001                        | BROTLI",
        "br;q=0                            | none",
        "br;q=0.000, gzip;q=0              | none",
        "identity                          | none",
        "identity;q=0.5, gzip              | GZIP",
        "identity, gzip;q=0.5              | none",
        "identity;q=0.5, gzip;q=0.5        | GZIP",
        "identity;q=0                      | none",
        "identity;q=0, br                  | BROTLI",
        "*;q=0                             | none",
        "*;q=0, gzip                       | GZIP",
        "deflate, compress                 | none",
        "gzip;q=abc                        | none",
        "gzip;q=1.5                        | none",
        "gzip;q=-1                         | none",
        "gzip;q=0.1234, br                 | BROTLI",
        "gzip ; q=0.8 , , br;Q=0.9         | BROTLI",
        "''                                | none",
        "none                              | none",
        "gzipped                           | none",
      })
  void theViewersWeightsDecideAndAmongEqualOnesTheServer(String acceptEncoding, Coding coding) {
    Fields fields = new Fields();
    if (acceptEncoding != null) {
      fields.add("accept-encoding", acceptEncoding);
    }
    assertThat(Choice.of(get(fields), text(), POLICY)).isEqualTo(new Choice(true, coding));
  }

  @Test
  void severalLinesOfAcceptEncodingCountAsOne() {
    Fields fields = Fields.of("accept-encoding", "gzip;q=0.1", "accept-encoding", "br");
    assertThat(Choice.of(get(fields), text(), POLICY).coding()).isEqualTo(Coding.BROTLI);
  }

  @ParameterizedTest
  @CsvSource({
    "200,true",
    "404,true",
    "500,true",
    "203,true",
    "204,false",
    "205,false",
    "206,false",
    "304,false",
    "101,false",
    "100,false"
  })
  void theStatusMustAllowWholeContent(int status, boolean encoded) {
    Choice choice = Choice.of(acceptsAll(), text().status(status), POLICY);
    assertThat(choice.coding() != null).isEqualTo(encoded);
    assertThat(choice.negotiated()).isEqualTo(encoded);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "content-type      | text/plain; charset=utf-8 | true",
        "content-type      | TEXT/HTML                 | true",
        "content-type      | application/problem+json  | true",
        "content-type      | image/png                 | false",
        "content-type      | none                      | false",
        "content-encoding  | gzip                      | false",
        "content-encoding  | identity                  | false",
        "content-range     | bytes 0-1/2               | false",
        "content-length    | 100                       | true",
        "content-length    | 99                        | false",
        "content-length    | 0                         | false",
        "content-length    | none                      | true",
        "cache-control     | no-transform              | false",
        "cache-control     | max-age=1, No-Transform   | false",
        "cache-control     | no-cache                  | true",
      })
  void theFieldsMustAllowIt(String name, String value, boolean encoded) {
    Response response = text();
    response.fields().remove(name);
    if (value != null) {
      response.fields().add(name, value);
    }
    Choice choice = Choice.of(acceptsAll(), response, POLICY);
    assertThat(choice).isEqualTo(new Choice(encoded, encoded ? Coding.ZSTD : null));
  }

  @Test
  void aRequestForUntransformedContentIsHeeded() {
    Fields fields = Fields.of("accept-encoding", "*", "cache-control", "no-transform");
    assertThat(Choice.of(get(fields), text(), POLICY)).isEqualTo(new Choice(false, null));
  }

  @Test
  void headIsChosenForAsGetIsAndConnectNever() {
    Request head = acceptsAll().method("HEAD");
    assertThat(Choice.of(head, text(), POLICY).coding()).isEqualTo(Coding.ZSTD);
    assertThat(Choice.of(acceptsAll().method("CONNECT"), text(), POLICY).coding()).isNull();
  }

  @Test
  void aPolicyWithoutCodingsLeavesEverything() {
    CompressionPolicy off = new CompressionPolicy(List.of(), List.of("text/*"), 0);
    assertThat(Choice.of(acceptsAll(), text(), off)).isEqualTo(new Choice(false, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "gzip   | br           | GZIP",
        "gzip   | ''           | GZIP",
        "gzip   | gzip;q=0     | GZIP",
        "gzip   | gzip         | none",
        "gzip   | x-gzip       | none",
        "gzip   | *            | none",
        "x-gzip | br           | GZIP",
        "br     | gzip         | BROTLI",
        "zstd   | identity     | ZSTD",
        "gzip   | identity;q=0 | none",
        "gzip, br | identity   | none",
        "deflate  | identity   | none",
        "none     | identity   | none",
      })
  void aStoredCodingIsUndoneForViewersThatRefuseIt(
      String stored, String acceptEncoding, Coding decode) {
    Response response = text();
    if (stored != null) {
      response.fields().add("content-encoding", stored);
    }
    Request request = get(Fields.of("accept-encoding", acceptEncoding));
    assertThat(Choice.toDecode(request, response)).isEqualTo(decode);
  }

  @Test
  void whatMustNotBeTransformedIsNotDecodedEither() {
    Request request = get(Fields.of("accept-encoding", "identity"));
    Response stored = text();
    stored.fields().add("content-encoding", "gzip");
    assertThat(Choice.toDecode(request, stored.copy().status(206))).isNull();
    stored.fields().add("cache-control", "no-transform");
    assertThat(Choice.toDecode(request, stored)).isNull();
  }

  private static Request acceptsAll() {
    return get(Fields.of("accept-encoding", "*"));
  }

  private static Request get(Fields fields) {
    return new Request("GET", "http", "a.test", "/", null, fields);
  }

  private static Response text() {
    return new Response(200, Fields.of("content-type", "text/html", "content-length", "1000"));
  }
}
