package dev.skerry.edge.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.fuzz.Fuzzer;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ParserFuzzTest {
  private static final HeadLimits LIMITS = new HeadLimits(4096, 8192, 64, 1024, 256);
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

  @Test
  void aRequestHeadIsRefusedOrCanBeForwardedUnchanged() {
    Fuzzer.of(
            "request-head",
            "\r\n",
            "Host: a\r\n",
            "Content-Length: ",
            "Transfer-Encoding: ",
            "chunked",
            "Connection: ",
            " HTTP/1.1",
            "%",
            "http://",
            "\r\n ",
            ":",
            "close",
            "x-y")
        .run(
            input -> {
              Request request = request(input);
              assertThat(String.valueOf(request)).isEqualTo(String.valueOf(requestInTwo(input)));
              if (request != null) {
                forward(request);
              }
            });
  }

  @Test
  void aResponseHeadIsRefusedOrCanBeForwardedUnchanged() {
    Fuzzer.of(
            "response-head",
            "\r\n",
            "\n",
            "HTTP/1.1 ",
            "Content-Length: ",
            "5, 5",
            "chunked",
            "Transfer-Encoding: ",
            "Connection: ",
            "Upgrade: ",
            "\r\n ",
            " :",
            "\t")
        .run(
            input -> {
              Response response = response(input, false);
              assertThat(String.valueOf(response)).isEqualTo(String.valueOf(response(input, true)));
              if (response != null && response.status() != 101) {
                forward(response);
              }
            });
  }

  @Test
  void chunkedContentIsTheSameHoweverItComes() {
    Fuzzer.of("content", "\r\n", "0\r\n", "5\r\nhello\r\n", ";a=b", "\"", "X: y\r\n", "f")
        .run(
            input -> {
              String whole = content(input, Integer.MAX_VALUE);
              assertThat(content(input, 1)).isEqualTo(whole);
              assertThat(content(input, 7)).isEqualTo(whole);
            });
  }

  private static @Nullable Request request(byte[] input) {
    ByteBuf in = Unpooled.wrappedBuffer(input);
    try {
      return new RequestParser(LIMITS, false).parse(in);
    } catch (FlawedMessageException e) {
      assertThat(e.flaw().status()).isBetween(400, 505);
      return null;
    }
  }

  private static @Nullable Request requestInTwo(byte[] input) {
    ByteBuf in = Unpooled.buffer();
    RequestParser parser = new RequestParser(LIMITS, false);
    int half = input.length / 2;
    try {
      in.writeBytes(input, 0, half);
      Request request = parser.parse(in);
      in.writeBytes(input, half, input.length - half);
      return request == null ? parser.parse(in) : request;
    } catch (FlawedMessageException e) {
      return null;
    } finally {
      in.release();
    }
  }

  /** What is written for the origin is parsed as the same request. */
  private static void forward(Request request) {
    if (request.authority().isEmpty()) {
      return;
    }
    ByteBuf out = Unpooled.buffer();
    long framing = RequestWriter.head(out, request, request.authority());
    RequestParser parser = new RequestParser(new HeadLimits(8192, 20_000, 80), false);
    Request again = parser.parse(out);
    assertThat(again).isNotNull().hasToString(request.toString());
    assertThat(parser.framing()).isEqualTo(framing);
    assertThat(out.isReadable()).isFalse();
    if (again != null) {
      assertThat(sorted(again.fields())).isEqualTo(sorted(request.fields()));
      assertThat(again.upgrade()).isEqualTo(request.upgrade());
    }
    out.release();
  }

  private static @Nullable Response response(byte[] input, boolean inTwo) {
    ByteBuf in = Unpooled.buffer();
    ResponseParser parser = new ResponseParser(LIMITS);
    int half = inTwo ? input.length / 2 : input.length;
    try {
      in.writeBytes(input, 0, half);
      Response response = parser.parse(in, "GET");
      in.writeBytes(input, half, input.length - half);
      return response == null ? parser.parse(in, "GET") : response;
    } catch (FlawedMessageException e) {
      return null;
    } finally {
      in.release();
    }
  }

  /** What is written for the viewer is parsed, strictly, as the same response. */
  private static void forward(Response response) {
    ByteBuf out = Unpooled.buffer();
    ResponseWriter writer = new ResponseWriter(CLOCK);
    writer.answer(new Request("GET", "http", "a", "/", null, new Fields()), true);
    if (response.status() < 200) {
      writer.informational(out, response);
    } else {
      writer.head(out, response, true);
    }
    ResponseParser parser = new ResponseParser(new HeadLimits(8192, 20_000, 80));
    Response again = parser.parse(out, "GET");
    assertThat(again).isNotNull();
    assertThat(out.isReadable()).isFalse();
    if (again != null) {
      assertThat(again.status()).isEqualTo(response.status());
      assertThat(sorted(again.fields())).containsAll(sorted(response.fields()));
    }
    out.release();
  }

  private static List<String> sorted(Fields fields) {
    List<String> lines = new ArrayList<>();
    fields.forEach(
        (name, value) -> {
          if (!name.equals("content-length") && !name.equals("upgrade")) {
            lines.add(name + ": " + value);
          }
        });
    lines.sort(null);
    return lines;
  }

  /** Content, trailers and end, or the flaw. */
  private static String content(byte[] input, int piece) {
    ContentParser parser = new ContentParser(LIMITS, false);
    parser.begin(Framing.CHUNKED, 10_000);
    ByteBuf in = Unpooled.buffer();
    StringBuilder content = new StringBuilder();
    try {
      for (int from = 0; from < input.length && !parser.isComplete(); ) {
        int length = Math.min(piece, input.length - from);
        in.writeBytes(input, from, length);
        from += length;
        for (ByteBuf data = parser.next(in); data != null; data = parser.next(in)) {
          content.append(data.toString(ISO_8859_1));
          data.release();
        }
      }
      return content + "|" + parser.trailers() + parser.isComplete();
    } catch (FlawedMessageException e) {
      return e.flaw().token();
    } finally {
      in.release();
    }
  }
}
