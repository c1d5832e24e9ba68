package dev.skerry.edge.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Writes the heads of requests in HTTP/1.1 (RFC 9112 §3), built from what was parsed and nothing
 * else.
 */
public final class RequestWriter {
  private static final byte[] VERSION = " HTTP/1.1\r\n".getBytes(US_ASCII);
  private static final byte[] SPACE = " ".getBytes(US_ASCII);
  private static final byte[] CHUNKED = "transfer-encoding: chunked\r\n".getBytes(US_ASCII);
  private static final byte[] NO_CONTENT = "content-length: 0\r\n".getBytes(US_ASCII);

  private RequestWriter() {}

  /**
   * Writes the head; the content must then be delimited as told.
   *
   * @param authority what {@code Host} says
   * @return a {@link Framing}: the length, or {@link Framing#CHUNKED} where there is none
   * @throws IllegalArgumentException if method, target or authority would break the request line;
   *     nothing is written
   */
  public static long head(ByteBuf out, Request request, String authority) {
    HeadBuilder head = new HeadBuilder();
    if (!Octets.isToken(request.method())) {
      throw new IllegalArgumentException("the method must be a token, got " + request.method());
    }
    head.target(request.method()).octets(SPACE);
    String path = request.path();
    String query = request.query();
    head.target(path.isEmpty() ? request.authority() : path);
    if (query != null) {
      head.target("?").target(query);
    }
    head.octets(VERSION);
    head.field(FieldNames.HOST, authority);
    Fields fields = request.fields();
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.name(i);
      if (!HopFields.isHop(name)) {
        head.field(name, fields.value(i));
      }
    }
    connection(head, request.upgrade(), fields.contains(FieldNames.TE));
    long framing = framing(head, request);
    head.endOfLine().writeTo(out);
    return framing;
  }

  private static void connection(HeadBuilder head, @Nullable String upgrade, boolean trailers) {
    if (trailers) {
      head.field(FieldNames.TE, "trailers");
      head.field(FieldNames.CONNECTION, upgrade == null ? "te" : "te, upgrade");
    } else if (upgrade != null) {
      head.field(FieldNames.CONNECTION, "upgrade");
    }
    if (upgrade != null) {
      head.field(FieldNames.UPGRADE, upgrade);
    }
  }

  private static long framing(HeadBuilder head, Request request) {
    long length = HopFields.contentLength(request.fields());
    if (!request.hasContent()) {
      if (length >= 0 || anticipatesContent(request.method())) {
        head.octets(NO_CONTENT);
      }
      return Framing.NONE;
    }
    if (length >= 0) {
      head.field(FieldNames.CONTENT_LENGTH, Long.toString(length));
      return length;
    }
    head.octets(CHUNKED);
    return Framing.CHUNKED;
  }

  /** Methods for which the absence of content is said (RFC 9110 §8.6). */
  private static boolean anticipatesContent(String method) {
    return switch (method) {
      case "POST", "PUT", "PATCH" -> true;
      default -> false;
    };
  }
}
