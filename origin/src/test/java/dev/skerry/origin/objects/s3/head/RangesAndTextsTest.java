package dev.skerry.origin.objects.s3.head;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ranges, metadata and the ways in which keys and moments are written. */
class RangesAndTextsTest {
  @ParameterizedTest
  @CsvSource({
    // field | length | offset and length, nothing, or that it cannot be
    "bytes=0-4, 10, 0+5",
    "bytes=5-, 10, 5+5",
    "bytes=-3, 10, 7+3",
    "bytes=-30, 10, 0+10",
    "bytes=5-100, 10, 5+5",
    "bytes=9-9, 10, 9+1",
    "bytes=10-, 10, unsatisfiable",
    "bytes=10-12, 10, unsatisfiable",
    "bytes=-0, 10, unsatisfiable",
    "bytes=-1, 0, unsatisfiable",
    "bytes=5-4, 10, ignored",
    "bytes=-, 10, ignored",
    "'bytes=0-1,3-4', 10, ignored",
    "items=0-4, 10, ignored",
    "bytes=a-b, 10, ignored",
    "'bytes=0-99999999999999999999999', 10, 0+10",
    "'bytes=00000000000000000000002-4', 10, 2+3",
    "'bytes=99999999999999999999999-', 10, unsatisfiable",
    "'bytes=9999999999999999999-99999999999999999999', 10, unsatisfiable",
    "'bytes=-99999999999999999999999', 10, 0+10",
  })
  void whatARangeMeans(String field, long length, String expected) {
    String found =
        ByteRange.parse(field)
            .map(
                range ->
                    range
                        .of(length)
                        .map(span -> span.offset() + "+" + span.length())
                        .orElse("unsatisfiable"))
            .orElse("ignored");
    assertThat(found).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "plain, plain",
    "'a+b c', 'a+b c'",
    "=?UTF-8?B?w7w=?=, ü",
    "=?utf-8?Q?a_=C3=BC?=, a ü",
    "Ã¼, ü",
    "=?latin1?B?w7w=?=, =?latin1?B?w7w=?=",
    "=?UTF-8?B?*?=, =?UTF-8?B?*?=",
  })
  void metadataIsSentInTwoWays(String sent, String text) {
    assertThat(UserMetadata.decoded(sent)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"plain text, plain text", "ü, =?UTF-8?B?w7w=?="})
  void metadataIsToldInAscii(String text, String told) {
    assertThat(UserMetadata.encoded(text)).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "a/b, a/b",
    "'a b', a%20b",
    "a+b, a%2Bb",
    "ü, %C3%BC",
    "%, %25",
    "'~', %7E",
    "-_.*, -_.*",
  })
  void keysOfListingsAreEncoded(String key, String encoded) {
    assertThat(PercentCoding.encodeKey(key)).isEqualTo(encoded);
  }

  @ParameterizedTest
  @CsvSource({"a/b, a/b", "'a b', a%20b", "a+b, a%2Bb", "ü~, %C3%BC~", "%?#*, %25%3F%23%2A"})
  void keysOfPathsAreEncoded(String key, String encoded) {
    assertThat(PercentCoding.encodePath(key)).isEqualTo(encoded);
    assertThat(PercentCoding.decodePath(encoded)).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-02T03:04:05Z, 2026-01-02T03:04:05.000Z",
    "2026-01-02T03:04:05.678901Z, 2026-01-02T03:04:05.678Z",
    "2026-01-02T05:04:05+02:00, 2026-01-02T03:04:05.000Z",
    "2026-01-02, 2026-01-02T00:00:00.000Z",
  })
  void momentsAreToldToTheMillisecond(String sent, String told) {
    assertThat(S3Dates.parse(sent).map(S3Dates::iso)).contains(told);
  }

  @ParameterizedTest
  @CsvSource({"0, 'Thu, 01 Jan 1970 00:00:00 GMT'", "951782400, 'Tue, 29 Feb 2000 00:00:00 GMT'"})
  void momentsOfFieldsAreHttps(long seconds, String told) {
    assertThat(S3Dates.http(Instant.ofEpochSecond(seconds))).isEqualTo(told);
  }
}
