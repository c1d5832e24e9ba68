package dev.skerry.loadtest.peers;

import dev.skerry.loadtest.peers.Case.Conditional;
import dev.skerry.loadtest.peers.Case.Crowd;
import dev.skerry.loadtest.peers.Case.HalfRate;
import dev.skerry.loadtest.peers.Case.Handshakes;
import dev.skerry.loadtest.peers.Case.Saturation;
import dev.skerry.loadtest.terminal.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The table of cases, in the order in which they are measured. */
final class Cases {
  /** What a browser sends: twenty fields, with cookies. */
  private static final List<String> BROWSER =
      List.of(
          "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Chrome/142.0.0.0 Safari/537.36",
          "Accept: image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8",
          "Accept-Language: en-GB,en;q=0.9,de;q=0.8",
          "Accept-Encoding: gzip, deflate, br, zstd",
          "Cookie: session=f3b1c0d2e4a5968778695a4b3c2d1e0f; consent=granted; theme=dark;"
              + " _ga=GA1.2.1412345678.1760000000; _gid=GA1.2.987654321.1760000001; cart=3",
          "Referer: https://www.example.com/catalogue/shoes?page=2&sort=price",
          "Sec-Ch-Ua: \"Chromium\";v=\"142\", \"Not=A?Brand\";v=\"24\", \"Google"
              + " Chrome\";v=\"142\"",
          "Sec-Ch-Ua-Mobile: ?0",
          "Sec-Ch-Ua-Platform: \"Linux\"",
          "Sec-Fetch-Dest: image",
          "Sec-Fetch-Mode: no-cors",
          "Sec-Fetch-Site: same-origin",
          "Priority: u=2, i",
          "Dnt: 1",
          "Sec-Gpc: 1",
          "Viewport-Width: 1440",
          "Downlink: 10",
          "Ect: 4g",
          "Rtt: 50");

  private static final List<String> NONE = List.of();

  static final List<Case> ALL =
      List.of(
          hit("1k", "hits of 1 KB, HTTP/1.1", Wire.HTTP1, "/1k/0", NONE),
          hit("10k", "hits of 10 KB, HTTP/1.1", Wire.HTTP1, "/10k/0", NONE),
          hit("100k", "hits of 100 KB, HTTP/1.1", Wire.HTTP1, "/100k/0", NONE),
          hit("1m", "hits of 1 MB, HTTP/1.1", Wire.HTTP1, "/1m/0", NONE),
          hit("10m", "hits of 10 MB, HTTP/1.1", Wire.HTTP1, "/10m/0", NONE),
          hit(
              "browser",
              "hits of 1 KB with a browser's twenty fields",
              Wire.HTTP1,
              "/1k/0",
              BROWSER),
          hit("tls-1k", "hits of 1 KB, TLS 1.3", Wire.TLS, "/1k/0", NONE),
          hit("tls-100k", "hits of 100 KB, TLS 1.3", Wire.TLS, "/100k/0", NONE),
          hit("h2-1k", "hits of 1 KB, HTTP/2 over TLS 1.3", Wire.H2, "/1k/0", NONE),
          hit("h2c-1k", "hits of 1 KB, HTTP/2 in clear text", Wire.H2C, "/1k/0", NONE),
          new Case(
              "handshake",
              "full TLS 1.3 handshakes with a hit of 1 KB each (CPU s per 100,000: ms each, times"
                  + " 100)",
              new Handshakes("/1k/0")),
          miss("pass-1k", "pass-through of 1 KB", "/pass/1k/0"),
          miss("pass-1m", "pass-through of 1 MB", "/pass/1m/0"),
          hit(
              "range",
              "1,000 bytes of a stored 100 KB",
              Wire.HTTP1,
              "/100k/0",
              List.of("Range: bytes=20000-20999")),
          new Case("304", "conditional requests, answered 304", new Conditional("/10k/0")),
          hit(
              "gzip",
              "hits of the gzip variant of 100 KB of text",
              Wire.HTTP1,
              "/text/100k/0",
              List.of("Accept-Encoding: gzip")),
          new Case(
              "half",
              "hits of 1 KB at half of the reference's saturation rate, latency from the schedule",
              new HalfRate("/1k/0")),
          new Case(
              "crowd",
              "1,000 viewers at once of a missing 1 MB, from an origin of 0.5 MB/s",
              new Crowd("/slow/1m/", 1000)),
          handled("handler-none", "hits of 1 KB beside handlers, without one", "/1k/0"),
          handled("handler-js", "hits of 1 KB, a field set by JavaScript", "/js/1k/0"),
          handled("handler-js-here", "the same, by the event loop itself", "/js-here/1k/0"),
          handled("handler-module", "hits of 1 KB, a field set by a module", "/module/1k/0"),
          handled("handler-wasm", "hits of 1 KB, a field set by WebAssembly", "/wasm/1k/0"),
          handled("handler-wasm-here", "the same, by the event loop itself", "/wasm-here/1k/0"),
          handled("handler-java", "hits of 1 KB, a field set by Java on the loop", "/java/1k/0"));

  private Cases() {}

  private static Case hit(String name, String what, Wire wire, String path, List<String> headers) {
    return new Case(name, what, new Saturation(wire, path, headers, true));
  }

  private static Case miss(String name, String what, String path) {
    return new Case(name, what, new Saturation(Wire.HTTP1, path, NONE, false));
  }

  private static Case handled(String name, String what, String path) {
    return new Case(name, what, new Saturation(Wire.HTTP1, path, NONE, true), Peer.Duty.HANDLERS);
  }

  /** The cases of these names, in the table's order; all for {@code all}. */
  static List<Case> named(List<String> names) {
    if (names.contains("all")) {
      return ALL;
    }
    List<String> unknown = new ArrayList<>(names);
    ALL.forEach(each -> unknown.remove(each.name()));
    if (!unknown.isEmpty()) {
      throw Stop.usage("no case '%s'; there are: %s".formatted(unknown.getFirst(), allNames()));
    }
    return ALL.stream().filter(each -> names.contains(each.name())).toList();
  }

  static String allNames() {
    return ALL.stream().map(Case::name).collect(Collectors.joining(", "));
  }
}
