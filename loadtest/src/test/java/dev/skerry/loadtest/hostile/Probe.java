package dev.skerry.loadtest.hostile;

import java.util.List;
import java.util.stream.Stream;

/**
 * A request that two parsers could frame differently, so that one of them sees a second request in
 * it.
 *
 * @param name what is odd about it
 * @param bytes what the viewer sends, as Latin-1; the hidden request is for {@code /smuggled}
 * @param mayPass whether RFC 9112 lets the edge forward it, as one request for {@code /probe}
 */
record Probe(String name, String bytes, boolean mayPass) {
  private static final String HIDDEN = "GET /smuggled HTTP/1.1\r\nHost: edge.test\r\n\r\n";

  /** The last chunk and an empty trailer section. */
  private static final String TERMINATOR = "0\r\n\r\n";

  static Stream<Probe> all() {
    return Stream.of(bothFramings(), codings(), lengths(), chunks(), lines(), legal())
        .flatMap(List::stream);
  }

  private static List<Probe> bothFramings() {
    int whole = TERMINATOR.length() + HIDDEN.length();
    return List.of(
        refused(
            "Content-Length and Transfer-Encoding",
            post("Content-Length: " + whole, "Transfer-Encoding: chunked") + TERMINATOR + HIDDEN),
        refused(
            "Transfer-Encoding and Content-Length",
            post("Transfer-Encoding: chunked", "Content-Length: 4")
                + Integer.toHexString(HIDDEN.length())
                + "\r\n"
                + HIDDEN
                + "\r\n"
                + TERMINATOR),
        refused(
            "Content-Length 0 and Transfer-Encoding",
            post("Content-Length: 0", "Transfer-Encoding: chunked") + TERMINATOR + HIDDEN),
        refused(
            "Content-Length named by Connection, with Transfer-Encoding",
            post(
                    "Connection: Content-Length",
                    "Content-Length: " + whole,
                    "Transfer-Encoding: chunked")
                + TERMINATOR
                + HIDDEN),
        refused(
            "Transfer-Encoding in HTTP/1.0",
            "POST /probe HTTP/1.0\r\nHost: edge.test\r\nTransfer-Encoding: chunked\r\n\r\n"
                + TERMINATOR
                + HIDDEN));
  }

  private static List<Probe> codings() {
    return Stream.of(
            "Transfer-Encoding: xchunked",
            "Transfer-Encoding: chunked, identity",
            "Transfer-Encoding: identity",
            "Transfer-Encoding: identity, chunked",
            "Transfer-Encoding: chunked, chunked",
            "Transfer-Encoding: chunked;q=1",
            "Transfer-Encoding: \"chunked\"",
            "Transfer-Encoding:\u000bchunked",
            "Transfer-Encoding: chunked\u000b",
            "Transfer-Encoding: chunked\u0000",
            "Transfer-Encoding : chunked",
            "Transfer-Encoding\t: chunked",
            " Transfer-Encoding: chunked",
            "X: y\r\n Transfer-Encoding: chunked",
            "X: y\nTransfer-Encoding: chunked",
            "X: y\rTransfer-Encoding: chunked",
            "Transfer-Encoding:\r\n chunked",
            "Transfer-Encoding: gzip",
            "Transfer-Encoding: chunk",
            "Transfer-Encoding:",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
            "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: x",
            "Transfer\u0000-Encoding: chunked",
            "Transfer-Encoding: \u00e7hunked",
            "\u0001Transfer-Encoding: chunked")
        .map(field -> refused(field, post(field) + TERMINATOR + HIDDEN))
        .toList();
  }

  private static List<Probe> lengths() {
    return Stream.of(
            "+0",
            "-1",
            "-0",
            "0x0",
            "0e0",
            "0.0",
            "0 0",
            "0,1",
            "1, 0",
            "\"0\"",
            "",
            "zero",
            "0;1",
            "\u000b0",
            "0\u0000",
            "0\r\nContent-Length: 5",
            "5\r\nContent-Length: 0",
            "99999999999999999999999",
            "18446744073709551616",
            "0\r\n 5")
        .map(
            length ->
                refused("Content-Length: " + length, post("Content-Length: " + length) + HIDDEN))
        .toList();
  }

  private static List<Probe> chunks() {
    return Stream.of(
            "0x0\r\n\r\n",
            "+0\r\n\r\n",
            "-0\r\n\r\n",
            " 0\r\n\r\n",
            "0 \r\n\r\n",
            "0\n\r\n",
            "0\r\r\n\r\n",
            "0;a\n\r\n",
            "0;a=\"\n\"\r\n\r\n",
            "\r\n0\r\n\r\n",
            "g\r\n\r\n",
            ";a=b\r\n\r\n",
            "00000000000000000000000000000001\r\nx\r\n0\r\n\r\n",
            "10000000000000000\r\nx\r\n0\r\n\r\n",
            "ffffffffffffffff\r\nx\r\n0\r\n\r\n",
            "1\r\nxx\r\n0\r\n\r\n",
            "1\r\nx0\r\n\r\n",
            "1\r\nx\n0\r\n\r\n",
            "1\r\nx\r0\r\n\r\n",
            "0\r\nX : y\r\n\r\n",
            "0\r\nX: y\n\r\n",
            "0\r\n X: y\r\n\r\n",
            "0\u0000\r\n\r\n",
            "0\r\n\r",
            "0_0\r\n\r\n")
        .map(
            chunks ->
                refused("chunk " + chunks, post("Transfer-Encoding: chunked") + chunks + HIDDEN))
        .toList();
  }

  private static List<Probe> lines() {
    return Stream.of(
            "GET /probe HTTP/1.1\nHost: edge.test\n\n",
            "GET /probe HTTP/1.1\rHost: edge.test\r\r",
            "GET  /probe HTTP/1.1\r\nHost: edge.test\r\n\r\n",
            "GET /probe  HTTP/1.1\r\nHost: edge.test\r\n\r\n",
            "GET\t/probe\tHTTP/1.1\r\nHost: edge.test\r\n\r\n",
            " GET /probe HTTP/1.1\r\nHost: edge.test\r\n\r\n",
            "GET /probe HTTP/1.1 \r\nHost: edge.test\r\n\r\n",
            "GET /probe HTTP/1.1\r\n Host: edge.test\r\n\r\n",
            "GET /probe HTTP/1.1\r\nHost: edge.test\r\nHost: other.test\r\n\r\n",
            "GET /probe HTTP/1.1\r\nHost: edge.test, other.test\r\n\r\n",
            "GET /probe HTTP/1.1\r\nHost: edge.test/smuggled\r\n\r\n",
            "GET /probe HTTP/1.1\r\nHost: user@edge.test\r\n\r\n",
            "GET http://other.test/probe HTTP/1.1\r\nHost: edge.test\r\n\r\n",
            "GET /probe HTTP/1.1\r\n\r\n",
            "GET /probe\r\n\r\n",
            "GET /probe HTTP/1.12\r\n\r\n",
            "GET /probe HTTP/11\r\nHost: edge.test\r\n\r\n",
            "GET /probe HTTP/2.0\r\nHost: edge.test\r\n\r\n",
            "GET /probe http/1.1\r\nHost: edge.test\r\n\r\n",
            "GET /probe\u0000 HTTP/1.1\r\nHost: edge.test\r\n\r\n",
            "G\u0000ET /probe HTTP/1.1\r\nHost: edge.test\r\n\r\n",
            "GET probe HTTP/1.1\r\nHost: edge.test\r\n\r\n",
            "GET /probe#smuggled HTTP/1.1\r\nHost: edge.test\r\n\r\n",
            "GET /probe HTTP/1.1\r\nHost: edge.test\r\nNo colon\r\n\r\n",
            "GET /probe HTTP/1.1\r\nHost: edge.test\r\n: no name\r\n\r\n",
            "GET /probe HTTP/1.1\r\nHost: edge.test\r\nA(b): c\r\n\r\n",
            "GET /probe HTTP/1.1\r\nHost: edge.test\r\nA: b\u0000c\r\n\r\n",
            "GET /probe HTTP/1.1\r\nHost: edge.test\r\nA: b\rc\r\n\r\n",
            "CONNECT /probe HTTP/1.1\r\nHost: edge.test\r\n\r\n",
            "CONNECT smuggled.test:80 HTTP/1.1\r\nHost: smuggled.test:80\r\n\r\n")
        .map(head -> refused(head, head + HIDDEN))
        .toList();
  }

  private static List<Probe> legal() {
    String hiddenChunk =
        Integer.toHexString(HIDDEN.length()) + "\r\n" + HIDDEN + "\r\n" + TERMINATOR;
    return List.of(
        passing("content that looks like a request", post(length(HIDDEN)) + HIDDEN),
        passing(
            "chunks that look like a request", post("Transfer-Encoding: chunked") + hiddenChunk),
        passing(
            "a GET with content",
            "GET /probe HTTP/1.1\r\nHost: edge.test\r\n" + length(HIDDEN) + "\r\n\r\n" + HIDDEN),
        passing(
            "content after an expectation that is not waited for",
            post("Expect: 100-continue", length(HIDDEN)) + HIDDEN),
        passing(
            "Content-Length named by Connection",
            post("Connection: Content-Length", length(HIDDEN)) + HIDDEN),
        passing(
            "Transfer-Encoding named by Connection",
            post("Connection: Transfer-Encoding", "Transfer-Encoding: chunked") + hiddenChunk),
        passing(
            "an upgrade to h2c with content",
            post(
                    "Connection: Upgrade, HTTP2-Settings",
                    "Upgrade: h2c",
                    "HTTP2-Settings: AAMAAABk",
                    length(HIDDEN))
                + HIDDEN),
        passing(
            "equal lengths in one list", post(length(HIDDEN) + ", " + HIDDEN.length()) + HIDDEN),
        passing(
            "a length with zeros before it",
            post("Content-Length: 000" + HIDDEN.length()) + HIDDEN),
        passing(
            "names with underscores",
            post("Content_Length: 0", "Transfer_Encoding: chunked", length(HIDDEN)) + HIDDEN),
        passing(
            "a trailer named Content-Length",
            post("Transfer-Encoding: chunked")
                + hiddenChunk.replace("0\r\n\r\n", "0\r\nContent-Length: 0\r\n\r\n")),
        passing(
            "OPTIONS with chunks",
            "OPTIONS /probe HTTP/1.1\r\nHost: edge.test\r\nTransfer-Encoding: chunked\r\n\r\n"
                + hiddenChunk));
  }

  private static Probe refused(String name, String bytes) {
    return new Probe(name, bytes, false);
  }

  private static Probe passing(String name, String bytes) {
    return new Probe(name, bytes, true);
  }

  private static String post(String... fields) {
    return "POST /probe HTTP/1.1\r\nHost: edge.test\r\n" + String.join("\r\n", fields) + "\r\n\r\n";
  }

  private static String length(String content) {
    return "Content-Length: " + content.length();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    name.chars()
        .forEach(
            c ->
                text.append(
                    c < 0x20 || c > 0x7e ? "\\x%02x".formatted(c) : String.valueOf((char) c)));
    return text.toString();
  }
}
