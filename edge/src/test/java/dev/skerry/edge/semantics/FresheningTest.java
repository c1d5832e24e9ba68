package dev.skerry.edge.semantics;

import static dev.skerry.edge.semantics.Cases.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.semantics.Freshening.Freshened;
import dev.skerry.edge.semantics.Freshening.Selection;
import dev.skerry.edge.semantics.StoreDecision.Store;
import dev.skerry.http.Fields;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FresheningTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          strong, the same           | etag: "a"         | etag: "a"                       | [0]
          strong, all of the same    | etag: "a"         | etag: "b" + etag: "a" + etag: "a" | [1, 2]
          strong, none               | etag: "x"         | etag: "b" + etag: "a"           | unknown
          strong, only one asked     | etag: "x"         | etag: "a"                       | confirm
          strong against weak        | etag: "a"         | etag: W/"a" + etag: "b"         | unknown
          weak, the newest           | etag: W/"a"       | etag: "b" + etag: W/"a" + etag: W/"a" | [1]
          weak, matches strong       | etag: W/"a"       | etag: "a"                       | [0]
          unquoted                   | etag: abc         | etag: abc                       | [0]
          date                       | last-modified: @5 | last-modified: @5               | [0]
          date, other                | last-modified: @6 | last-modified: @5               | confirm
          date, among several        | last-modified: @5 | last-modified: @4 + last-modified: @5 | [1]
          none, only one asked       | x: y              | etag: "a"                       | [0]
          none, several asked        | x: y              | etag: "a" + etag: "b"           | unknown
          """)
  void aNotModifiedSelectsStoredResponses(
      String name, String received, String asked, String expected) {
    List<Validators> candidates =
        Arrays.stream(asked.split("\\+")).map(cell -> Validators.of(Cases.fields(cell))).toList();
    String told =
        switch (Freshening.select(Cases.fields(received), candidates)) {
          case Selection.Update(List<Integer> indexes) -> indexes.toString();
          case Selection.Confirm() -> "confirm";
          case Selection.Unknown() -> "unknown";
        };
    assertThat(told).isEqualTo(expected);
  }

  private static Freshened update(String stored, String received) {
    return Freshening.update(
        Cases.get(null),
        200,
        Cases.fields(stored),
        Cases.fields(received),
        CachePolicy.DEFAULT,
        Timing.at(NOW));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "test-header",
        "x-test-header",
        "content-foo",
        "x-content-foo",
        "content-location",
        "content-security-policy",
        "content-type",
        "clear-site-data",
        "public-key-pins",
        "set-cookie",
        "set-cookie2",
        "x-frame-options",
        "x-xss-protection"
      })
  void fieldsAreUpdated(String name) {
    Freshened freshened =
        update(
            name + ": old ~ etag: \"a\" ~ kept: yes ~ cache-control: max-age=1 ~ date: @-9",
            "etag: \"a\" ~ " + name + ": new ~ " + name + ": other ~ date: @0");
    assertThat(freshened.fields().all(name)).containsExactly("new", "other");
    assertThat(freshened.fields().all("kept")).containsExactly("yes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"content-length", "content-encoding", "content-range", "content-md5", "etag"})
  void whatDescribesTheStoredBytesStays(String name) {
    Freshened freshened =
        update(name + ": old ~ cache-control: max-age=1", name + ": new ~ date: @0");
    assertThat(freshened.fields().all(name)).containsExactly("old");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proxy-authenticate",
        "proxy-authentication-info",
        "proxy-authorization",
        "connection",
        "keep-alive",
        "te",
        "transfer-encoding",
        "upgrade",
        "warning",
        "age"
      })
  void whatIsNeverStoredIsNotStoredByAnUpdateEither(String name) {
    Freshened freshened = update("cache-control: max-age=1", name + ": 1 ~ date: @0");
    assertThat(freshened.fields().contains(name)).isFalse();
  }

  @Test
  void freshnessBeginsAnewWithTheReceivedDateAndAge() {
    Freshened freshened =
        update(
            "cache-control: max-age=10 ~ date: @-500 ~ etag: \"a\"",
            "etag: \"a\" ~ age: 3 ~ date: @0");
    assertThat(((Store) freshened.decision()).freshness().currentAgeSeconds(NOW)).isEqualTo(3);
    assertThat(((Store) freshened.decision()).freshness().isFresh(NOW)).isTrue();
  }

  @Test
  void withoutAReceivedDateTheTimeOfReceiptIsStored() {
    Freshened freshened =
        update("cache-control: max-age=10 ~ date: @-500 ~ etag: \"a\"", "etag: \"a\"");
    assertThat(freshened.fields().first("date")).isEqualTo(Cases.fields("d: @0").first("d"));
    assertThat(((Store) freshened.decision()).freshness().isFresh(NOW)).isTrue();
  }

  @Test
  void anUpdateMayForbidToKeepTheResponse() {
    Freshened freshened =
        update("cache-control: max-age=10 ~ etag: \"a\"", "cache-control: no-store ~ etag: \"a\"");
    assertThat(freshened.decision())
        .isEqualTo(new StoreDecision.DoNotStore(StoreDecision.Reason.NO_STORE));
  }

  @Test
  void aListedFieldIsNotStoredByAnUpdateEither() {
    Freshened freshened =
        update(
            "cache-control: max-age=10, no-cache=\"a\" ~ etag: \"a\"", "etag: \"a\" ~ a: 1 ~ b: 2");
    assertThat(freshened.fields().contains("a")).isFalse();
    assertThat(freshened.fields().contains("b")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"authorization: x", "cache-control: no-store, no-cache"})
  void whoMayNotHaveAnAnswerStoredDoesNotChangeWhatIsStored(String request) {
    Fields stored = Cases.fields("cache-control: max-age=10 ~ etag: \"a\" ~ x: 1 ~ date: @-99");
    Freshened freshened =
        Freshening.update(
            Cases.get(request),
            200,
            stored,
            Cases.fields("etag: \"a\" ~ x: 2 ~ date: @0"),
            CachePolicy.DEFAULT,
            Timing.at(NOW));
    assertThat(freshened.fields()).isEqualTo(stored);
    assertThat(((Store) freshened.decision()).freshness().isFresh(NOW)).isTrue();
  }

  @Test
  void cookiesThatMayNotBeStoredFallAway() {
    Freshened freshened =
        update(
            "last-modified: @-1000 ~ etag: \"a\" ~ x: 1", "etag: \"a\" ~ x: 2 ~ set-cookie: a=b");
    assertThat(freshened.fields().contains("set-cookie")).isFalse();
    assertThat(freshened.fields().first("x")).isEqualTo("2");
    assertThat(freshened.decision()).isInstanceOf(Store.class);
  }

  @Test
  void aConfirmedResponseIsFreshAgainButUnchanged() {
    Fields stored = Cases.fields("cache-control: max-age=10 ~ date: @-500 ~ etag: \"a\"").freeze();
    Freshened confirmed =
        Freshening.confirm(
            Cases.request("HEAD", null),
            200,
            stored,
            Cases.fields("etag: \"b\" ~ cache-control: max-age=99 ~ date: @0"),
            CachePolicy.DEFAULT,
            Timing.at(NOW));
    assertThat(confirmed.fields()).isSameAs(stored);
    Freshness freshness = ((Store) confirmed.decision()).freshness();
    assertThat(freshness.lifetimeMillis()).isEqualTo(10_000);
    assertThat(freshness.isFresh(NOW)).isTrue();
  }

  @ParameterizedTest(name = "{0}: {1}, {2} on {3}, {4} bytes")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          nothing to compare | 200 | x: y                | etag: "a"          | 5  | UPDATE
          same tag           | 200 | etag: "a"           | etag: "a"          | 5  | UPDATE
          other tag          | 200 | etag: "b"           | etag: "a"          | 5  | MAKE_STALE
          new tag            | 200 | etag: "b"           | x: y               | 5  | MAKE_STALE
          same date          | 200 | last-modified: @5   | last-modified: @5  | 5  | UPDATE
          other date         | 200 | last-modified: @6   | last-modified: @5  | 5  | MAKE_STALE
          same length        | 200 | content-length: 5   | etag: "a"          | 5  | UPDATE
          other length       | 200 | content-length: 6   | etag: "a"          | 5  | MAKE_STALE
          length not known   | 200 | content-length: 6   | etag: "a"          | -1 | UPDATE
          not found          | 404 | etag: "a"           | etag: "a"          | 5  | NONE
          gone               | 410 | x: y                | etag: "a"          | 5  | NONE
          """)
  void aHeadResponseUpdatesOrMakesStale(
      String name, int status, String head, String stored, long length, String expected) {
    assertThat(Freshening.headEffect(status, Cases.fields(head), Cases.fields(stored), length))
        .hasToString(expected);
  }

  @Test
  void storedFieldsAreWithoutThoseOfAConnectionAndHaveADate() {
    Fields stored =
        StoredFields.of(
            Cases.fields(
                "a: 1 ~ age: 5 ~ warning: 110 x ~ proxy-authentication-info: x ~ b: 2 ~ c: 3 ~"
                    + " date: x"),
            List.of("b"),
            NOW);
    assertThat(stored).isEqualTo(Cases.fields("a: 1 ~ c: 3 ~ date: @0")).matches(Fields::isFrozen);
  }
}
