package dev.skerry.handler.web.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** URLs as the URL Standard has them: each state of its parser, each of its setters. */
class WebUrlTest {
  private static @Nullable String href(String text, @Nullable String base) {
    WebUrl url = WebUrl.parse(text, base);
    return url == null ? null : url.href();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          http://example.com | http://example.com/
          HTTP://EXAMPLE.com:80/ | http://example.com/
          https://example.com:443/a?b#c | https://example.com/a?b#c
          https://example.com:0443/ | https://example.com/
          http://example.com:8080/ | http://example.com:8080/
          http://example.com:/ | http://example.com/
          http:example.com | http://example.com/
          http:/\\/\\example.com\\a\\b | http://example.com/a/b
          ///ignored://x | FAILS
          http://a/b/../c/./d/.. | http://a/c/
          http://a/%2e/b/%2E%2e/c | http://a/c
          http://a/.%2e | http://a/
          http://a/.../..b | http://a/.../..b
          http://a/b//c/../ | http://a/b//
          http://a/ä?ö#ü | http://a/%C3%A4?%C3%B6#%C3%BC
          http://a/ "<>`{}^' | http://a/%20%22%3C%3E%60%7B%7D%5E'
          http://a/?` "#<>'` | http://a/?`%20%22#%3C%3E'%60
          http://a/? "<>' | http://a/?%20%22%3C%3E%27
          x://a/?' | x://a/?'
          http://u@a/ | http://u@a/
          http://u:p@a/ | http://u:p@a/
          http://u:@a/ | http://u@a/
          http://:p@a/ | http://:p@a/
          http://@a/ | http://a/
          http://a@b@c/ | http://a%40b@c/
          http://u;=:[]@a/ | http://u%3B%3D:%5B%5D@a/
          http://u:p@/x | FAILS
          http:// | FAILS
          http://a b/ | FAILS
          http://a%00b/ | FAILS
          http://a<b/ | FAILS
          http://a:99999/ | FAILS
          http://a:x/ | FAILS
          http://%41%42/ | http://ab/
          http://ß.example/ | http://xn--zca.example/
          http://bücher.example/ | http://xn--bcher-kva.example/
          http://日本語。JP/ | http://xn--wgv71a119e.jp/
          http://a‍b.example/ | FAILS
          http://xn--/ | FAILS
          http://xn--a/ | FAILS
          http://-a-.example/ | http://-a-.example/
          http://a..b/ | http://a..b/
          http://1.2.3.4/ | http://1.2.3.4/
          http://1.2.3/ | http://1.2.0.3/
          http://0x7f.1/ | http://127.0.0.1/
          http://0300.168.0.1/ | http://192.168.0.1/
          http://4294967295/ | http://255.255.255.255/
          http://4294967296/ | FAILS
          http://256.1.1.1/ | FAILS
          http://1.2.3.4.5/ | FAILS
          http://1.2.3.09/ | FAILS
          http://foo.0x/ | FAILS
          http://1.2.3.4./ | http://1.2.3.4/
          http://[::1]/ | http://[::1]/
          http://[1:0:0:2:0:0:0:3]/ | http://[1:0:0:2::3]/
          http://[0:0:1::]/ | http://[0:0:1::]/
          http://[::1.2.3.4]/ | http://[::102:304]/
          http://[ABCD::EF]/ | http://[abcd::ef]/
          http://[1:2:3:4:5:6:7:8:9]/ | FAILS
          http://[1::2::3]/ | FAILS
          http://[::1.2.3]/ | FAILS
          http://[::01.2.3.4]/ | FAILS
          http://[1:]/ | FAILS
          http://[::1/ | FAILS
          mailto:a@b.c?d#e | mailto:a@b.c?d#e
          data:text/plain, x  y #z | data:text/plain, x  y%20#z
          data:x ?y | data:x%20?y
          javascript:// | javascript://
          x:/.//p | x:/.//p
          x:/..//p | x:/.//p
          x:a/../b | x:a/../b
          x://h/a/../b | x://h/b
          x://H%41/ | x://H%41/
          x://a^b | FAILS
          x:// | x://
          x:///p | x:///p
          x://h:80 | x://h:80
          file:///C:/a/../.. | file:///C:/
          file://localhost/a | file:///a
          file:c:\\a | file:///c:/a
          file://h/C:/../a | file://h/C:/a
          file:///a/.. | file:///
          file:a | file:///a
          wss://a:443/ | wss://a/
          ftp://a:21/ | ftp://a/
          1a://b | FAILS
          a+b-c.d://e | a+b-c.d://e
          :a | FAILS
          /a | FAILS
          blob:https://a:443/b | blob:https://a:443/b
          """)
  void isParsed(String text, String expected) {
    assertThat(href(text, null)).isEqualTo(expected.equals("FAILS") ? null : expected);
  }

  @Test
  void aDriveLetterMayHaveABar() {
    assertThat(href("file:///C|/a/../..", null)).isEqualTo("file:///C:/");
    assertThat(href("C|/x", "file:///D:/y")).isEqualTo("file:///C:/x");
    assertThat(href("http://a/|", null)).isEqualTo("http://a/|");
  }

  @Test
  void whiteSpaceAroundAndLineBreaksWithinAreTakenOut() {
    assertThat(href(" \u0000http://a/\t\nb\r ", null)).isEqualTo("http://a/b");
  }

  @Test
  void aSurrogateAloneIsReplaced() {
    assertThat(href("http://a/\uD800x", null)).isEqualTo("http://a/%EF%BF%BDx");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          `` | http://a/b?c#d | http://a/b?c
          x | http://a/b/c?d | http://a/b/x
          ../x | http://a/b/c/d | http://a/b/x
          /x | http://u:p@a:8/b?c | http://u:p@a:8/x
          //x/y | https://a/b | https://x/y
          \\\\x\\y | https://a/b | https://x/y
          ?x | http://a/b?c#d | http://a/b?x
          #x | http://a/b?c#d | http://a/b?c#x
          http:x | http://a/b/c | http://a/b/x
          https:x | http://a/b/c | https://x/
          . | http://a/b/c | http://a/b/
          .. | http://a/b/c | http://a/
          #x | mailto:a | mailto:a#x
          x | mailto:a | -
          //h | x:y | -
          /p | x://h/a | x://h/p
          /x | file:///D:/y | file:///D:/x
          //h/x | file:///D:/y | file://h/x
          ?q | file:///a/b | file:///a/b?q
          x | no base | -
          """)
  void isResolved(String text, String base, @Nullable String expected) {
    assertThat(href(text, base)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          http://a/ | protocol | https:// | https://a/
          http://a:443/ | protocol | https | https://a/
          http://a/ | protocol | x | http://a/
          x://a/ | protocol | http | x://a/
          http://a/ | protocol | 0 | http://a/
          file:/// | protocol | http | file:///
          http://a/ | username | ü:@ | http://%C3%BC%3A%40@a/
          http://u:p@a/ | password | `` | http://u@a/
          mailto:a | username | x | mailto:a
          http://a:1/ | host | b:2 | http://b:2/
          http://a:1/ | host | b:x | http://b:1/
          http://a:1/ | host | b:99999 | http://b:1/
          http://a:1/ | host | `` | http://a:1/
          x://a/ | host | `` | x:///
          http://a/ | host | b/c | http://b/
          http://a/ | host | [::1]:2 | http://[::1]:2/
          http://a:1/ | hostname | b:2 | http://a:1/
          http://a:1/ | hostname | b | http://b:1/
          file:///a | hostname | b | file://b/a
          x:/a | hostname | h | x://h/a
          http://a/ | port | 8 | http://a:8/
          http://a:8/ | port | 80 | http://a/
          http://a:8/ | port | `` | http://a/
          http://a/ | port | 9x | http://a:9/
          http://a:8/ | port | x9 | http://a:8/
          http://a:8/ | port | 65536 | http://a:8/
          file:/// | port | 8 | file:///
          http://a/b?c | pathname | ?x#y | http://a/%3Fx%23y?c
          http://a/b | pathname | `` | http://a/
          x:a | pathname | /b | x:a
          x:/ | pathname | //p | x:/.//p
          x://h/a | pathname | `` | x://h
          http://a/?b#c | search | d e | http://a/?d%20e#c
          http://a/?b#c | search | ?d | http://a/?d#c
          http://a/?b#c | search | `` | http://a/#c
          http://a/?b | hash | x y | http://a/?b#x%20y
          http://a/#b | hash | `` | http://a/
          """)
  void isChanged(String before, String part, String value, String expected) {
    WebUrl url = Objects.requireNonNull(WebUrl.parse(before, null));
    assertThat(url.set(part, value).href()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://a/b?c#d", "x:/.//p", "mailto:a b?c", "file:///C:/", "x://u:p@h:1"})
  void whatIsWrittenIsParsedToTheSame(String text) {
    assertThat(href(text, null)).isEqualTo(text);
  }

  @Test
  void allPartsAreTold() {
    WebUrl url = Objects.requireNonNull(WebUrl.parse("https://u:p@a.b:8/c/d?e=f#g", null));
    assertThat(url.lines().split("\n"))
        .containsExactly(
            "https://u:p@a.b:8/c/d?e=f#g",
            "https://a.b:8",
            "https:",
            "u",
            "p",
            "a.b:8",
            "a.b",
            "8",
            "/c/d",
            "?e=f",
            "#g");
  }

  @Test
  void whatIsTooLongIsNone() {
    assertThat(href("http://a/" + "x".repeat(UrlParser.LENGTH_MAX), null)).isNull();
    assertThat(href("http://" + "ä".repeat(100_000) + "/", null)).isNull();
  }
}
