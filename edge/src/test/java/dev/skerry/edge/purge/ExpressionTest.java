package dev.skerry.edge.purge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.http.Fields;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What expressions hold for: the stored response below, one hour and a millisecond old. */
class ExpressionTest {
  private static final long NOW = 3_600_001;

  private final PurgeTable table = new PurgeTable(PurgeLimits.DEFAULT, InstantSource.system());

  private final StoredExample page =
      StoredExample.of(table.begin(), "www.example.com:8080/shop/Shoes.html?size=42&sort=up")
          .site("example")
          .tags("shoes", "product-17")
          .status(503)
          .size(10_000_001)
          .fields(
              "content-type", "Text/HTML ; charset=utf-8",
              "x-team", "blue-green",
              "x-many", "one",
              "x-empty", "",
              "x-many", "two");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status == 503",
        "status != 200",
        "status >= 500 and status < 600",
        "status in (500, 502, 503)",
        "size > 10MB",
        "size > 9765KiB",
        "size <= 10000001",
        "size == 10000001B",
        "size < 1GiB and size < 1GB and size > 1KB and size > 9MiB",
        "age > 1h",
        "age >= 60m and age < 3601s and age == 3600001ms and age < 1d and age < 1w",
        "site == \"example\"",
        "host == \"www.example.com:8080\"",
        "host == \"WWW.Example.com:8080\"",
        "host ends-with \"example.com:8080\"",
        "path == \"/shop/Shoes.html\"",
        "path starts-with \"/shop/\"",
        "path ends-with \".html\"",
        "path contains \"Shoes\"",
        "path ~ \"^/shop/[A-Z]\\w+\\.html$\"",
        "path in (\"/\", \"/shop/Shoes.html\")",
        "query == \"size=42&sort=up\"",
        "query contains \"size=42\"",
        "query",
        "url == \"www.example.com:8080/shop/Shoes.html?size=42&sort=up\"",
        "url ends-with \"?size=42&sort=up\"",
        "type == \"text/html\"",
        "type == \"TEXT/html\"",
        "type in (\"image/png\", \"Text/Html\")",
        "type starts-with \"text/\"",
        "tag == \"shoes\"",
        "tag ~ \"^product-\\d+$\"",
        "tag starts-with \"prod\"",
        "tag in (\"hats\", \"shoes\")",
        "tag",
        "header(\"x-team\") ~ \"^blue\"",
        "header(\"X-Team\") == \"blue-green\"",
        "header(\"x-team\") ~ \"(?i)GREEN$\"",
        "header(\"x-many\") == \"one, two\"",
        "header(\"x-team\")",
        "header(\"x-none\") != \"blue\"",
        "header(\"x-none\") !~ \"b\"",
        "not header(\"x-none\")",
        "not header(\"x-empty\")",
        "header(\"x-empty\") == \"\"",
        "not not status == 503",
        "not (status == 200 or status == 404)",
        "status == 200 and status == 404 or status == 503",
        "status == 503 or status == 200 and status == 404",
        "(status == 503 or status == 200) and not status == 404",
        "status>=500 and(type==\"text/html\"or size>10MB)and age>1h and"
            + " header(\"x-team\")~\"^blue\"",
        "\t status\n==\r\n503 ",
      })
  void holds(String expression) throws ExpressionException {
    assertThat(Expression.parse(expression).matches(page, NOW)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status == 200",
        "status != 503",
        "status > 503 or status < 503",
        "status in (200)",
        "size > 10MiB",
        "size < 10MB",
        "age > 61m",
        "age < 3600000ms",
        "site == \"Example\"",
        "host == \"www.example.com\"",
        "path == \"/shop/shoes.html\"",
        "path == \"/shop/Shoes.html?size=42&sort=up\"",
        "path starts-with \"/shop/Shoes.html?\"",
        "path ends-with \"up\"",
        "path ends-with \"www.example.com:8080/shop/Shoes.html\"",
        "path contains \"size\"",
        "path contains \"example\"",
        "path ~ \"sort\"",
        "query contains \"Shoes\"",
        "query starts-with \"?\"",
        "query starts-with \"size=42&sort=up!\"",
        "type == \"text/html; charset=utf-8\"",
        "type contains \"charset\"",
        "tag == \"shoe\"",
        "tag != \"shoes\"",
        "tag in (\"Shoes\")",
        "header(\"x-none\")",
        "header(\"x-none\") == \"\"",
        "header(\"x-none\") contains \"\"",
        "header(\"x-empty\")",
        "header(\"x-many\") == \"one\"",
        "header(\"x-team\") ~ \"^green\"",
        "header(\"x-team\") !~ \"green\"",
        "not status == 503",
        "(status == 503 or status == 200) and status == 404",
        "not (status == 503 and age > 1h)",
      })
  void doesNotHold(String expression) throws ExpressionException {
    assertThat(Expression.parse(expression).matches(page, NOW)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "size > 1GB",
        "size < 1",
        "size == 7",
        "size != 7",
        "size in (1, 2)",
        "not size > 1GB",
        "not (size < 1 or status == 200)",
        "status == 503 and not not size == 1"
      })
  void whatDependsOnASizeNotYetKnownHolds(String expression) throws ExpressionException {
    assertThat(Expression.parse(expression).matches(page.size(-1), NOW)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"status == 200 and size > 1", "not (status == 503 or size > 1)"})
  void whatIsFalseWhateverTheSizeDoesNotHold(String expression) throws ExpressionException {
    assertThat(Expression.parse(expression).matches(page.size(-1), NOW)).isFalse();
  }

  @Test
  void aTextTooLongForAPatternCountsAsFound() throws ExpressionException {
    StoredExample longField = page.fields("x-long", "a".repeat(1_000_000));
    assertThat(Expression.parse("header(\"x-long\") ~ \"b\"").matches(longField, NOW)).isTrue();
    assertThat(Expression.parse("header(\"x-long\") !~ \"a\"").matches(longField, NOW)).isTrue();
    assertThat(Expression.parse("header(\"x-long\") contains \"b\"").matches(longField, NOW))
        .isFalse();
  }

  @Test
  void aResponseWithoutQueryTypeOrTagHasNone() throws ExpressionException {
    StoredExample bare = StoredExample.of(table.begin(), "example.com/").with(Fields.EMPTY);
    assertThat(Expression.parse("query or type or tag").matches(bare, NOW)).isFalse();
    assertThat(Expression.parse("path == \"/\"").matches(bare, NOW)).isTrue();
    assertThat(Expression.parse("query == \"\"").matches(bare, NOW)).isFalse();
  }

  @Test
  void quotesAndBackslashesCanBeWrittenInTexts() throws ExpressionException {
    StoredExample odd = page.fields("x-odd", "a \"b\" \\c");
    assertThat(Expression.parse("header(\"x-odd\") == \"a \\\"b\\\" \\\\c\"").matches(odd, NOW))
        .isTrue();
    assertThat(Expression.parse("header(\"x-odd\") == \"a \\\"b\\\" \\c\"").matches(odd, NOW))
        .isTrue();
  }

  @Test
  void itIsKnownWhetherTheAgeIsAskedFor() throws ExpressionException {
    assertThat(Expression.parse("status == 1 or not age > 1s").readsAge()).isTrue();
    assertThat(Expression.parse("header(\"age\") == \"age\"").readsAge()).isFalse();
  }
}
