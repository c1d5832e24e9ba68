package dev.skerry.edge.listener;

import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What differs between the opening handshakes of WebSocket in HTTP/2 (RFC 8441 §5) and in HTTP/1.1
 * (RFC 6455 §4), so that an exchange sees one kind only.
 */
final class WebSocketOverHttp2 {
  private static final String KEY = "sec-websocket-key";
  private static final String ACCEPT = "sec-websocket-accept";

  private WebSocketOverHttp2() {}

  /** Gives the request the nonce that HTTP/1.1 wants and HTTP/2 has no use for. */
  static void complete(Request request) {
    if ("websocket".equalsIgnoreCase(request.upgrade()) && !request.fields().contains(KEY)) {
      byte[] nonce = new byte[16];
      ThreadLocalRandom.current().nextBytes(nonce);
      request.fields().add(KEY, Base64.getEncoder().encodeToString(nonce));
    }
  }

  /** The answer in HTTP/2 to what a 101 answers in HTTP/1.1. */
  static Response accepted(Response switching) {
    Fields fields = switching.fields().copy();
    fields.remove(ACCEPT);
    return new Response(200, fields);
  }
}
