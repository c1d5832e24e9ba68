package dev.skerry.handler.subrequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written of a request, and what never is: a script's checks may be its author's. */
class RequestHeadTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private static Request request(String method, String name, String value) {
    return new Request(method, "http", "a.example", "/x", "y", Fields.of(name, value));
  }

  @Test
  void aRequestIsItsLinesAndItsContent() throws IOException {
    RequestHead.write(out, request("POST", "x-a", "b"), new byte[] {'c'});
    assertThat(out.toString(StandardCharsets.ISO_8859_1))
        .isEqualTo(
            "POST /x?y HTTP/1.1\r\nhost: a.example\r\nconnection: close\r\nx-a: b\r\n"
                + "accept-encoding: identity\r\ncontent-length: 1\r\n\r\nc");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET / HTTP/1.1<CR><LF>host: other<CR><LF><CR><LF>GET | x-a | b
          '' | x-a | b
          GET | x-a: b<CR><LF>x-c | d
          GET | Transfer-Encoding | chunked
          GET | x a | b
          GET | x-a | b<CR><LF>x-c: d
          GET | x-a | b<LF>x-c: d
          GET | x-a | b<NUL>
          """)
  void nothingIsWrittenThatWouldBeReadAsSomethingElse(String method, String name, String value) {
    Request request = request(meant(method), meant(name), meant(value));
    assertThatThrownBy(() -> RequestHead.write(out, request, null)).isInstanceOf(IOException.class);
    assertThat(out.size()).isZero();
  }

  private static String meant(String text) {
    return text.replace("<CR>", "\r").replace("<LF>", "\n").replace("<NUL>", "\0");
  }
}
