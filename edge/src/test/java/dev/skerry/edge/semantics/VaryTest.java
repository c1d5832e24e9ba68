package dev.skerry.edge.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.http.Fields;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VaryTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          vary: Foo                     | foo
          vary: Foo, Bar ,baz           | bar, baz, foo
          vary: foo ~ vary: bar, foo    | bar, foo
          vary: ,foo,,                  | foo
          vary:                         | ``
          x: y                          | ``
          vary: *                       | *
          vary: *, *                    | *
          vary: * ~ vary: *             | *
          vary: , *                     | *
          vary:  ~ vary: *              | *
          vary: *, Foo                  | *
          vary: Foo, *                  | *
          vary: foo bar                 | *
          vary: "foo"                   | *
          """)
  void namesAreReadFromAllLines(String response, String expected) {
    assertThat(Vary.of(Cases.fields(response))).hasToString(expected);
  }

  @ParameterizedTest(name = "{0}: {1} and {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Foo             | Foo: 1          | Foo: 1                        | true
          Foo             | Foo: 1          | Foo: 2                        | false
          Foo             | Foo: 1          |                               | false
          Foo             |                 |                               | true
          Foo             | Foo:            |                               | false
          Foo             | Foo: 1 ~ Other: 2 | Foo: 1 ~ Other: 3           | true
          Foo             | Foo: 1, 2       | Foo: 1 ~ Foo: 2               | true
          Foo             | Foo: 1,2        | Foo:  1 ,  2                  | true
          Foo             | Foo: a b        | Foo: a  b                     | true
          Foo             | Foo: a b        | Foo: ab                       | false
          Foo             | Foo: "a  b"     | Foo: "a b"                    | false
          Foo             | Foo: a          | Foo: A                        | false
          Foo, Bar        | Foo: 1 ~ Bar: 2 | Bar: 2 ~ Foo: 1               | true
          Foo, Bar        | Foo: 1 ~ Bar: 2 | Foo: 1 ~ Bar: 3               | false
          Foo, Bar        | Foo: 1          | Foo: 1                        | true
          Foo, Bar        | Foo: 1          | Bar: 1                        | false
          Foo, Bar        | Foo: 1 ~ Bar: 2 | Foo: 12                       | false
          Accept-Language | Accept-Language: en, de | Accept-Language: de, en | true
          Accept-Language | Accept-Language: en, de | Accept-Language: eN, De | true
          Accept-Language | Accept-Language: en, de | Accept-Language: en ,   de | true
          Accept-Language | Accept-Language: en, de;q=0.5 | Accept-Language: de;q=0.5, en | true
          Accept-Language | Accept-Language: en, de;q=0.5 | Accept-Language: de, en;q=0.5 | false
          Accept-Encoding | Accept-Encoding: gzip, br | Accept-Encoding: br, gzip | true
          Accept-Encoding | Accept-Encoding: gzip, br | Accept-Encoding: BR,x-gzip;q=0.5 | true
          Accept-Encoding | Accept-Encoding: gzip, br;q=0 | Accept-Encoding: gzip | true
          Accept-Encoding | Accept-Encoding: gzip, identity | Accept-Encoding: gzip | true
          Accept-Encoding | Accept-Encoding: gzip, identity;q=0 | Accept-Encoding: gzip | false
          Accept-Encoding | Accept-Encoding: gzip, *;q=0 | Accept-Encoding: gzip | false
          Accept-Encoding | Accept-Encoding: gzip | Accept-Encoding: gzip, deflate | false
          Accept-Encoding | Accept-Encoding: | | false
          """)
  void requestsAskForTheSameVariantIfTheirNormalisedFieldsAreEqual(
      String vary, String one, String other, boolean same) {
    Vary chosenBy = Vary.of(Fields.of("vary", vary));
    String variant = chosenBy.variant(Cases.fields(one));
    assertThat(variant.equals(chosenBy.variant(Cases.fields(other)))).isEqualTo(same);
    assertThat(chosenBy.variant(Cases.fields(one))).isEqualTo(variant);
  }

  @Test
  void withoutVaryThereIsOneVariant() {
    assertThat(Vary.of(new Fields()).variant(Fields.of("a", "b"))).isEmpty();
    assertThat(Vary.of(new Fields())).isSameAs(Vary.NONE);
  }

  @Test
  void aLongVariantIsCompactAndStillTold() {
    Vary vary = Vary.ofNames(List.of("user-agent"));
    String one = vary.variant(Fields.of("user-agent", "x".repeat(5_000)));
    String other = vary.variant(Fields.of("user-agent", "x".repeat(5_001)));
    assertThat(one).hasSizeLessThan(100).isNotEqualTo(other);
    assertThat(vary.variant(Fields.of("user-agent", "x".repeat(5_000)))).isEqualTo(one);
  }

  @Test
  void aStarHasNoVariant() {
    assertThatThrownBy(() -> Vary.ANY.variant(new Fields()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void moreNamesThanAnyoneChoosesByCountAsAStar() {
    String names = String.join(",", IntStream.range(0, 33).mapToObj(i -> "n" + i).toList());
    assertThat(Vary.of(Fields.of("vary", names)).isAny()).isTrue();
  }

  @Test
  void namesOfSeveralResponsesAreTakenTogether() {
    Vary a = Vary.ofNames(List.of("a"));
    Vary b = Vary.ofNames(List.of("b"));
    assertThat(a.union(b).names()).containsExactly("a", "b");
    assertThat(a.union(Vary.NONE)).isEqualTo(a);
    assertThat(Vary.NONE.union(a)).isEqualTo(a);
    assertThat(a.union(Vary.ANY)).isSameAs(Vary.ANY);
    assertThat(a.union(a)).isEqualTo(a).hasSameHashCodeAs(a);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          gzip, deflate, br, zstd | br, gzip, zstd
          deflate                 | ``
          gzip;q=0, br            | br
          *                       | ``
          gzip, identity;q=0      | gzip, identity;q=0
          """)
  void forwardedCodingsAreTheUnderstoodOnes(String value, String expected) {
    assertThat(AcceptEncoding.understood(value)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} likes {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fr;q=0.5, de;q=1.0 | de     | true
          fr;q=0.5, de       | DE     | true
          fr, de             | de     | false
          fr;q=0.5, de       | fr     | false
          de                 | de, fr | false
          de;q=0             | de     | false
          de-AT              | de     | false
          *                  | de     | false
                             | de     | false
          de                 |        | false
          """)
  void theLikedBestLanguageIsFound(String accepted, String content, boolean liked) {
    assertThat(AcceptLanguage.likesBest(accepted, content)).isEqualTo(liked);
  }
}
