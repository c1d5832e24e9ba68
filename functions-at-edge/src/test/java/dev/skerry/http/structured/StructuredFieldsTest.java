package dev.skerry.http.structured;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StructuredFieldsTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          42                       | 42
          -0                       | 0
          0042                     | 42
          999999999999999          | 999999999999999
          -999999999999999         | -999999999999999
          1.5                      | 1.5
          1.500                    | 1.5
          1.0                      | 1.0
          -0.125                   | -0.125
          123456789012.123         | 123456789012.123
          "a \\"b\\" \\\\"         | "a \\"b\\" \\\\"
          ""                       | ""
          a                        | a
          *foo/bar:baz             | *foo/bar:baz
          :aGVsbG8=:               | :aGVsbG8=:
          :aGVsbG8:                | :aGVsbG8=:
          ::                       | ::
          ?0                       | ?0
          ?1;a                     | ?1;a
          @1659578233              | @1659578233
          @-62135596800            | @-62135596800
          %"f%c3%bc%c3%bc"         | %"f%c3%bc%c3%bc"
          %"a%25%22"               | %"a%25%22"
          a; b=1; c;d="x"          | a;b=1;c;d="x"
          a;b=1;c;b=2              | a;c;b=2
          `  a  `                  | a
          """)
  void itemsAreReadAndWrittenCanonically(String text, String canonical) {
    Member.Item item = requireNonNull(StructuredFields.item(text));
    assertThat(StructuredFields.write(item)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-",
        "--1",
        "1000000000000000",
        "1.",
        ".5",
        "1.1234",
        "1234567890123.1",
        "1..2",
        "\"open",
        "\"\\a\"",
        "\"\t\"",
        "\"ü\"",
        "é",
        ":a",
        ":*:",
        "?",
        "?2",
        "?01",
        "@",
        "@1.5",
        "@a",
        "%",
        "%a",
        "%\"a",
        "%\"%C3%BC\"",
        "%\"%c3\"",
        "%\"%f\"",
        "a b",
        "a;",
        "a;B",
        "a;b=",
        "a=1",
        "(1 2)",
        "1, 2",
        "&",
        "\t1",
        "1\t",
        "'a'",
        "a,"
      })
  void malformedItemsAreRefused(String text) {
    assertThat(StructuredFields.item(text)).isNull();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a, b;x=1 ,c              | a, b;x=1, c
          (a b);q=1, ()            | (a b);q=1, ()
          ( a  b )                 | (a b)
          ("x";a 1)                | ("x";a 1)
          """)
  void listsAreReadAndWrittenCanonically(String text, String canonical) {
    List<Member> list = requireNonNull(StructuredFields.list(text));
    assertThat(StructuredFields.write(list)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,", ",a", "a,,b", "a b", "(a", "(a,b)", "(a(b))", "a)", "(ab)c"})
  void malformedListsAreRefused(String text) {
    assertThat(StructuredFields.list(text)).isNull();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          max-age=3600             | max-age=3600
          a, b=?0, c=?1            | a, b=?0, c
          a=1, b=2;x=y, a=3        | b=2;x=y, a=3
          a;x=1                    | a;x=1
          a=(1 2);z                | a=(1 2);z
          *a.b_c-1=x               | *a.b_c-1=x
          `a=1 ,\t b=2`            | a=1, b=2
          """)
  void dictionariesAreReadAndWrittenCanonically(String text, String canonical) {
    Map<String, Member> dictionary = requireNonNull(StructuredFields.dictionary(text));
    assertThat(StructuredFields.write(dictionary)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A=1",
        "1=a",
        "a=",
        "a =1",
        "a= 1",
        "a=1,",
        "a=1 b=2",
        "=1",
        "a=1;",
        "-a=1",
        "max-age=3600, &&"
      })
  void malformedDictionariesAreRefused(String text) {
    assertThat(StructuredFields.dictionary(text)).isNull();
  }

  @Test
  void anEmptyValueIsAnEmptyContainer() {
    assertThat(StructuredFields.dictionary("")).isEmpty();
    assertThat(StructuredFields.list("  ")).isEmpty();
  }

  @Test
  void moreMembersThanAnybodyMayExpectAreRefused() {
    assertThat(StructuredFields.list("a" + ",a".repeat(1023))).hasSize(1024);
    assertThat(StructuredFields.list("a" + ",a".repeat(1024))).isNull();
    assertThat(StructuredFields.item("a" + ";a".repeat(5000))).isNotNull();
    assertThat(StructuredFields.list("(" + "a ".repeat(5000) + ")")).isNull();
  }
}
