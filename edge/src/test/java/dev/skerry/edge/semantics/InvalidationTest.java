package dev.skerry.edge.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.http.Request;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvalidationTest {
  private static final String TARGET = "https://example.com/a/b?c";

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          POST     | 200 |                                       | target
          PUT      | 204 |                                       | target
          DELETE   | 200 |                                       | target
          PATCH    | 200 |                                       | target
          M-SEARCH | 200 |                                       | target
          post     | 200 |                                       | target
          POST     | 302 |                                       | target
          POST     | 400 |                                       | ``
          POST     | 500 | location: /x                          | ``
          POST     | 100 |                                       | ``
          GET      | 200 | location: /x                          | ``
          HEAD     | 200 |                                       | ``
          OPTIONS  | 200 |                                       | ``
          TRACE    | 200 |                                       | ``
          CONNECT  | 200 |                                       | ``
          POST     | 201 | location: /x                          | target https://example.com/x
          POST     | 200 | content-location: y                   | target https://example.com/a/y
          POST     | 200 | location: /x ~ content-location: /y   | target https://example.com/x https://example.com/y
          POST     | 200 | location: /x ~ content-location: /x   | target https://example.com/x
          POST     | 200 | location: /a/b?c                      | target
          POST     | 200 | location: https://EXAMPLE.com:443/x   | target https://example.com/x
          POST     | 200 | location: http://example.com/x        | target
          POST     | 200 | location: https://example.com:8443/x  | target
          POST     | 200 | location: //evil.com/x                | target
          POST     | 200 | location: https://user@example.com/x  | target
          POST     | 200 | location: javascript:alert(1)         | target
          POST     | 200 | location: /x y                        | target
          POST     | 200 | location: \\\\evil.com\\x             | target
          """)
  void unsafeRequestsInvalidate(String method, int status, String fields, String expected) {
    String told =
        Invalidation.targets(Cases.request(method, null), Cases.response(status, fields)).stream()
            .map(UriReference::toString)
            .map(uri -> uri.equals(TARGET) ? "target" : uri)
            .collect(Collectors.joining(" "));
    assertThat(told).isEqualTo(expected);
  }

  /** The examples of RFC 3986 §5.4, with http for its bases. */
  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          g             | http://a/b/c/g
          ./g           | http://a/b/c/g
          g/            | http://a/b/c/g/
          /g            | http://a/g
          //g           | http://g/
          ?y            | http://a/b/c/d;p?y
          g?y           | http://a/b/c/g?y
          #s            | http://a/b/c/d;p?q
          g#s           | http://a/b/c/g
          g?y#s         | http://a/b/c/g?y
          ;x            | http://a/b/c/;x
          g;x           | http://a/b/c/g;x
          ``            | http://a/b/c/d;p?q
          .             | http://a/b/c/
          ./            | http://a/b/c/
          ..            | http://a/b/
          ../           | http://a/b/
          ../g          | http://a/b/g
          ../..         | http://a/
          ../../        | http://a/
          ../../g       | http://a/g
          ../../../g    | http://a/g
          ../../../../g | http://a/g
          /./g          | http://a/g
          /../g         | http://a/g
          g.            | http://a/b/c/g.
          .g            | http://a/b/c/.g
          g..           | http://a/b/c/g..
          ..g           | http://a/b/c/..g
          ./../g        | http://a/b/g
          ./g/.         | http://a/b/c/g/
          g/./h         | http://a/b/c/g/h
          g/../h        | http://a/b/c/h
          g;x=1/./y     | http://a/b/c/g;x=1/y
          g;x=1/../y    | http://a/b/c/y
          g?y/./x       | http://a/b/c/g?y/./x
          http:g        | null
          ftp://x/y     | null
          http://h      | http://h/
          http://h?q    | http://h/?q
          https://H:443/p | https://h/p
          http://h:80/p | http://h/p
          http:///p     | null
          g:h           | null
          1:2           | http://a/b/c/1:2
          """)
  void referencesAreResolved(String reference, String expected) {
    UriReference base = new UriReference("http", "a", "/b/c/d;p", "q");
    assertThat(String.valueOf(base.resolve(reference))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"http, h:80, http://h/p", "https, h:443, https://h/p", "http, h:443, http://h:443/p"})
  void theDefaultPortIsLeftOut(String scheme, String authority, String expected) {
    Request request =
        new Request("GET", scheme, authority, "/p", null, new dev.skerry.http.Fields());
    assertThat(UriReference.of(request)).hasToString(expected);
  }
}
