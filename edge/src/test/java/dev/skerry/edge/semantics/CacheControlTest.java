package dev.skerry.edge.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.http.Fields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheControlTest {
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          nothing                  | ``                                | ``
          one number               | max-age=3600                      | max-age=3600
          any case                 | MaX-aGe=1, No-StOrE               | max-age=1, no-store
          quoted number            | max-age="3600"                    | max-age=3600
          leading zeros            | max-age=003600                    | max-age=3600
          2^31 - 1                 | max-age=2147483647                | max-age=2147483647
          2^31                     | max-age=2147483648                | max-age=2147483648
          beyond 2^31              | max-age=2147483649                | max-age=2147483648
          far beyond               | max-age=99999999999999999999999   | max-age=2147483648
          negative                 | max-age=-3600                     | max-age=0
          signed                   | max-age=+5                        | max-age=0
          decimal                  | max-age=3600.0                    | max-age=0
          letters before           | max-age=a100                      | max-age=0
          letters after            | max-age=100a                      | max-age=0
          single quotes            | max-age='3600'                    | max-age=0
          no argument              | max-age                           | max-age=0
          empty argument           | max-age=                          | max-age=0
          space before equals      | max-age =3600                     | max-age=0
          space after equals       | max-age= 3600                     | max-age=0
          unclosed quote           | max-age="3600                     | max-age=0
          text after the quote     | max-age="3600"x                   | max-age=0
          s-maxage malformed       | s-maxage=x, max-age=5             | max-age=5, s-maxage=0
          window malformed         | stale-while-revalidate=x          | ``
          window without argument  | stale-if-error                    | ``
          repeated, shortest holds | max-age=1800, max-age=1           | max-age=1
          repeated, other order    | max-age=1, max-age=1800           | max-age=1
          repeated, one malformed  | max-age=1800, max-age=x           | max-age=0
          inside a quoted string   | extension="max-age=3600", max-age=1 | max-age=1
          after a quoted string    | max-age=1, extension="max-age=3600" | max-age=1
          escaped quote inside     | e="a\\",max-age=5", no-store      | no-store
          unknown ones             | foobar, x=y, max-age=3600, =, ,   | max-age=3600
          argument that has none   | no-store=1, public=yes            | no-store, public
          all windows              | stale-while-revalidate=5,stale-if-error=6 | stale-if-error=6, stale-while-revalidate=5
          private                  | private                           | private
          private with a name      | private="Set-Cookie"              | private="set-cookie"
          private with names       | private="a, b",private="c"        | private="a, b, c"
          private token            | private=a                         | private="a"
          private, both forms      | private="a", private              | private
          private, empty list      | private=""                        | private
          private, malformed list  | private="a b"                     | private
          private, unclosed        | private="a                        | private
          no-cache                 | no-cache                          | no-cache
          no-cache with names      | no-cache="A,b"                    | no-cache="a, b"
          immutable                | max-age=5, immutable              | immutable, max-age=5
          revalidation             | must-revalidate, proxy-revalidate | must-revalidate, proxy-revalidate
          must-understand          | must-understand, no-store         | must-understand, no-store
          tabs and empty members   | `,,\tmax-age=1\t,, no-store,`     | max-age=1, no-store
          """)
  void responseDirectivesAreRead(String name, String value, String expected) {
    CacheControl control = CacheControl.ofResponse(Fields.of("cache-control", value));
    assertThat(control.toString()).isEqualTo(expected);
    assertThat(control.isEmpty()).isEqualTo(expected.isEmpty());
  }

  @Test
  void linesAreReadTogether() {
    Fields fields =
        Fields.of(
            "cache-control",
            "max-age=3600",
            "x",
            "y",
            "cache-control",
            "s-maxage=1, no-cache=\"a\"");
    assertThat(CacheControl.ofResponse(fields))
        .hasToString("max-age=3600, s-maxage=1, no-cache=\"a\"");
  }

  @Test
  void moreFieldNamesThanAnyoneLists() {
    Fields fields = Fields.of("cache-control", "private=\"" + "a,".repeat(40) + "\"");
    assertThat(CacheControl.ofResponse(fields).has(Directive.PRIVATE)).isTrue();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          nothing                   | ``                                              | ``
          reload                    | cache-control: max-age=0                        | max-age=0
          hard reload               | cache-control: no-cache ~ pragma: no-cache      | no-cache
          pragma alone              | pragma: no-cache                                | no-cache
          pragma in a list          | pragma: x, No-Cache                             | no-cache
          other pragma              | pragma: unknown                                 | ``
          pragma does not add       | pragma: no-cache ~ cache-control: max-age=5     | max-age=5
          two lines                 | cache-control: no-cache ~ cache-control: no-store | no-cache, no-store
          two common lines          | cache-control: max-age=0 ~ cache-control: no-cache | max-age=0, no-cache
          max-stale without limit   | cache-control: max-stale                        | max-stale=2147483648
          max-stale                 | cache-control: max-stale=10                     | max-stale=10
          min-fresh, greatest holds | cache-control: min-fresh=1, min-fresh=9         | min-fresh=9
          malformed are ignored     | cache-control: max-age=x, min-fresh, max-stale=-1 | ``
          only-if-cached            | cache-control: only-if-cached                   | only-if-cached
          no-cache with names       | cache-control: no-cache="a"                     | no-cache
          """)
  void requestDirectivesAreRead(String name, String cell, String expected) {
    assertThat(CacheControl.ofRequest(Cases.fields(cell))).hasToString(expected);
  }

  @Test
  void commonRequestsShareOneInstance() {
    Fields reload = Fields.of("cache-control", "max-age=0");
    assertThat(CacheControl.ofRequest(reload)).isSameAs(CacheControl.ofRequest(reload.copy()));
    assertThat(CacheControl.ofRequest(new Fields())).isSameAs(CacheControl.NONE);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a lifetime                  | max-age=3600               | max-age=3600
          more than 2^31              | max-age=99999999999        | max-age=2147483648
          negative                    | max-age=-5                 | max-age=0
          unknown directives          | foobar, max-age=60;x=y     | max-age=60
          last of repeated            | max-age=60, max-age=5      | max-age=5
          flags                       | private, no-store=?0       | private
          field names                 | no-cache="a, b"            | no-cache="a, b"
          only unknown                | foo                        | ``
          string where a number is due| max-age="10000"            | ignored
          decimal                     | max-age=1.5                | ignored
          number missing              | max-age                    | ignored
          flag with a number          | no-store=1                 | ignored
          inner list                  | max-age=(1 2)              | ignored
          unknown type of value       | max-age=10000, &&&&&       | ignored
          space before equals         | max-age =100               | ignored
          space after equals          | max-age= 100               | ignored
          upper case                  | MaX-aGe=3600               | ignored
          trailing comma              | max-age=1,                 | ignored
          empty                       | ``                         | ignored
          """)
  void targetedFieldsAreReadStrictly(String name, String value, String expected) {
    CacheControl control = ResponseControl.parseTargeted(value);
    assertThat(control == null ? "ignored" : control.toString()).isEqualTo(expected);
  }

  @Test
  void theMostSpecificValidTargetedFieldHolds() {
    Fields fields =
        Fields.of(
            "cache-control", "no-store",
            "cdn-cache-control", "max-age=60",
            "skerry-cache-control", "max-age=&");
    ResponseControl control = ResponseControl.of(fields, CachePolicy.DEFAULT.targetedFields());
    assertThat(control.targeted()).isEqualTo("cdn-cache-control");
    assertThat(control.directives()).hasToString("max-age=60");
    fields.set("skerry-cache-control", "max-age=5");
    assertThat(ResponseControl.of(fields, CachePolicy.DEFAULT.targetedFields()).directives())
        .hasToString("max-age=5");
  }
}
