package dev.skerry.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldSyntaxTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a, b,c            | a;b;c
          , ,a,,  b ,       | a;b
          a="x,y", b        | a="x,y";b
          a="x\\",y", b     | a="x\\",y";b
          a="open, b        | a="open, b
          ``                | ``
          , ,               | ``
          """)
  void listsAreSplitAtCommasOutsideQuotes(String value, String expected) {
    String text = value == null ? "" : value;
    assertThat(String.join(";", FieldLists.members(text)))
        .isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void membersOfAllLinesAreFoundInOrder() {
    Fields fields = Fields.of("vary", "a, b", "x", "y", "vary", "c");
    assertThat(FieldLists.members(fields, "vary")).containsExactly("a", "b", "c");
    assertThat(FieldLists.members(fields, "none")).isEmpty();
    assertThat(FieldLists.containsToken(fields, "vary", "C")).isTrue();
    assertThat(FieldLists.containsToken(fields, "vary", "d")).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          gzip                       | gzip=1000
          gzip;q=0.5, BR             | gzip=500,br=1000
          gzip ; q=0.123             | gzip=123
          gzip;q=0                   | gzip=0
          gzip;q=0.000               | gzip=0
          gzip;q=1.000               | gzip=1000
          gzip;Q=0.8                 | gzip=800
          gzip;q=1.1                 | gzip=0
          gzip;q=0.1234              | gzip=0
          gzip;q=x                   | gzip=0
          gzip;q=                    | gzip=0
          gzip;q=-1                  | gzip=0
          gzip;level=1;q=0.3         | gzip=300
          text/html;level=1          | text/html=1000
          , gzip,,                   | gzip=1000
          *;q=0.1                    | *=100
          """)
  void weightsAreRead(String field, String expected) {
    String text =
        Weighted.parse(field).stream()
            .map(w -> w.value() + "=" + w.thousandths())
            .reduce((a, b) -> a + "," + b)
            .orElse("");
    assertThat(text).isEqualTo(expected);
  }

  @Test
  void noMoreThanSixtyFourChoicesAreRead() {
    assertThat(Weighted.parse("a,".repeat(1000))).hasSize(64);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          text/html                          | text/html {}
          Text/HTML; Charset=UTF-8           | text/html {charset=UTF-8}
          text/html;charset="utf-8"          | text/html {charset=utf-8}
          text/html;a="x\\"y;z" ; b=c        | text/html {a=x"y;z, b=c}
          text/html;;a=b                     | text/html {a=b}
          text/html;a=b;a=c                  | text/html {a=b}
          text/html;a                        | text/html {}
          text/html;a="open                  | text/html {}
          text/html ;a=b                     | text/html {a=b}
          text                               | null
          /html                              | null
          text/                              | null
          te xt/html                         | null
          text/html, a/b                     | null
          """)
  void mediaTypesAreRead(String value, String expected) {
    MediaType type = MediaType.parse(value);
    assertThat(type == null ? "null" : type.essence() + " " + type.parameters())
        .isEqualTo(expected);
  }

  @Test
  void tokensAreToldFromOtherText() {
    assertThat(List.of("a", "max-age", "!#$%&'*+-.^_`|~09azAZ")).allMatch(Tokens::isToken);
    assertThat(List.of("", "a b", "a:b", "ü", "\"a\"", "a\u0000")).noneMatch(Tokens::isToken);
  }
}
