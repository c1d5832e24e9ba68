package dev.skerry.edge.semantics;

import static dev.skerry.edge.semantics.Cases.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.http.Fields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreconditionsTest {
  @ParameterizedTest(name = "{0}: {1} on {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          none                      |                                        | etag: "a"      | PROCEED
          strong match              | if-none-match: "a"                     | etag: "a"      | NOT_MODIFIED
          no match                  | if-none-match: "b"                     | etag: "a"      | PROCEED
          weak match                | if-none-match: W/"a"                   | etag: W/"a"    | NOT_MODIFIED
          weak against strong       | if-none-match: W/"a"                   | etag: "a"      | NOT_MODIFIED
          strong against weak       | if-none-match: "a"                     | etag: W/"a"    | NOT_MODIFIED
          first of list             | if-none-match: "a", "b", "c"           | etag: "a"      | NOT_MODIFIED
          middle of list            | if-none-match: "b","a" , "c"           | etag: "a"      | NOT_MODIFIED
          last of list              | if-none-match: "b", "c", W/"a"         | etag: "a"      | NOT_MODIFIED
          second line               | if-none-match: "b" ~ if-none-match: "a" | etag: "a"     | NOT_MODIFIED
          comma inside a tag        | if-none-match: "x,y", "a,b"            | etag: "a,b"    | NOT_MODIFIED
          part of a tag             | if-none-match: "a,b"                   | etag: "b"      | PROCEED
          backslash inside a tag    | if-none-match: "a\\", "b"              | etag: "b"      | NOT_MODIFIED
          other text                | if-none-match: "é"                     | etag: "é"      | NOT_MODIFIED
          star                      | if-none-match: *                       | etag: "a"      | NOT_MODIFIED
          star without a tag        | if-none-match: *                       |                | NOT_MODIFIED
          star in a list            | if-none-match: *, "b"                  | etag: "a"      | PROCEED
          tag but none stored       | if-none-match: "a"                     |                | PROCEED
          empty                     | if-none-match:                         | etag: "a"      | PROCEED
          empty tag                 | if-none-match: ""                      | etag: ""       | NOT_MODIFIED
          both unquoted             | if-none-match: abc                     | etag: abc      | NOT_MODIFIED
          one unquoted              | if-none-match: abc                     | etag: "abc"    | PROCEED
          lower-case weakness       | if-none-match: w/"a"                   | etag: "a"      | PROCEED
          unclosed                  | if-none-match: "a                      | etag: "a"      | PROCEED
          case of a tag             | if-none-match: "A"                     | etag: "a"      | PROCEED
          since the modification    | if-modified-since: @-30                | last-modified: @-30 | NOT_MODIFIED
          since later               | if-modified-since: @-20                | last-modified: @-30 | NOT_MODIFIED
          since earlier             | if-modified-since: @-31                | last-modified: @-30 | PROCEED
          since, obsolete format    | if-modified-since: Friday, 31-Dec-99 23:59:59 GMT | last-modified: Fri, 31 Dec 1999 23:59:59 GMT | NOT_MODIFIED
          since, malformed          | if-modified-since: yesterday           | last-modified: @-30 | PROCEED
          since, twice              | if-modified-since: @0 ~ if-modified-since: @0 | last-modified: @-30 | PROCEED
          since, Date stands in     | if-modified-since: @-30                | date: @-40     | NOT_MODIFIED
          since, Date is later      | if-modified-since: @-30                | date: @-20     | PROCEED
          since, receipt stands in  | if-modified-since: @-30                |                | PROCEED
          since, after receipt      | if-modified-since: @1                  |                | NOT_MODIFIED
          tag before date, match    | if-none-match: "a" ~ if-modified-since: @-99 | etag: "a" ~ last-modified: @-5 | NOT_MODIFIED
          tag before date, none     | if-none-match: "b" ~ if-modified-since: @0 | etag: "a" ~ last-modified: @-5 | PROCEED
          only the origin can tell  | if-match: "a"                          | etag: "a"      | FORWARD
          and this                  | if-unmodified-since: @0                | last-modified: @-5 | FORWARD
          if-range is another matter| if-range: "a"                          | etag: "a"      | PROCEED
          """)
  void areEvaluated(String name, String request, String stored, Preconditions.Outcome expected) {
    assertThat(
            Preconditions.evaluate(
                Cases.get(request), 200, Validators.of(Cases.fields(stored)), NOW))
        .isEqualTo(expected);
    if (!Preconditions.needValidators(Cases.get(request))) {
      assertThat(Preconditions.evaluate(Cases.get(request), 200, Validators.NONE, NOW))
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest(name = "{0} on {1}")
  @CsvSource({
    "GET, 200, NOT_MODIFIED",
    "HEAD, 200, NOT_MODIFIED",
    "GET, 206, NOT_MODIFIED",
    "GET, 203, NOT_MODIFIED",
    "GET, 404, PROCEED",
    "GET, 301, PROCEED",
    "GET, 500, PROCEED",
    "POST, 200, PROCEED"
  })
  void countForSuccessfulReadsOnly(String method, int status, Preconditions.Outcome expected) {
    assertThat(
            Preconditions.evaluate(
                Cases.request(method, "if-none-match: \"a\""),
                status,
                Validators.of(Fields.of("etag", "\"a\"")),
                NOW))
        .isEqualTo(expected);
  }

  @Test
  void aNotModifiedResponseHasWhatGuidesTheViewersCache() {
    Fields stored =
        Cases.fields(
            "date: @0 ~ etag: \"a\" ~ last-modified: @-5 ~ content-type: text/html ~"
                + " content-length: 5 ~ content-encoding: gzip ~ content-language: de ~ vary: x ~"
                + " cache-control: max-age=5 ~ expires: @5 ~ content-location: /x ~ set-cookie: a=b"
                + " ~ content-range: bytes 0-4/5 ~ content-security-policy: x");
    stored.removeIf((name, value) -> !NotModified.has(name));
    assertThat(stored.toString().lines().map(line -> line.split(":", 2)[0]))
        .containsExactly(
            "date",
            "etag",
            "last-modified",
            "vary",
            "cache-control",
            "expires",
            "content-location",
            "set-cookie",
            "content-security-policy");
  }

  @ParameterizedTest(name = "if-range {0} on {1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          range: x                         | etag: "a"                           | true
          if-range: "a"                    | etag: "a"                           | true
          if-range: "b"                    | etag: "a"                           | false
          if-range: W/"a"                  | etag: W/"a"                         | false
          if-range: "a"                    | etag: W/"a"                         | false
          if-range: W/"a"                  | etag: "a"                           | false
          if-range: "a"                    |                                     | false
          if-range: "a", "b"               | etag: "a"                           | false
          if-range: "a" ~ if-range: "a"    | etag: "a"                           | false
          if-range: @-10                   | last-modified: @-10 ~ date: @0      | true
          if-range: @-10                   | last-modified: @-10 ~ date: @-9     | true
          if-range: @-10                   | last-modified: @-10 ~ date: @-10    | false
          if-range: @-10                   | last-modified: @-10                 | false
          if-range: @-9                    | last-modified: @-10 ~ date: @0      | false
          if-range: @-11                   | last-modified: @-10 ~ date: @0      | false
          if-range: nonsense               | last-modified: @-10 ~ date: @0      | false
          if-range: abc                    | etag: abc                           | false
          """)
  void aRangeCountsIfTheViewersPartIsOfTheSameContent(
      String request, String stored, boolean holds) {
    assertThat(IfRange.holds(Cases.fields(request), Validators.of(Cases.fields(stored))))
        .isEqualTo(holds);
  }
}
