package dev.skerry.edge.codec;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Response;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.time.InstantSource;
import java.util.Map;

/** Heads of responses in HTTP/2 (RFC 9113 §8.3.2) to and from the message model. */
public final class Http2Responses {
  private static final String[] STATUS = new String[600];

  static {
    for (int status = 100; status < STATUS.length; status++) {
      STATUS[status] = Integer.toString(status);
    }
  }

  private Http2Responses() {}

  /**
   * The response in a field list, interim or final.
   *
   * @param list from a {@link Http2HeaderReader}
   * @throws FlawedMessageException if it is malformed
   */
  public static Response parse(Http2Headers list, HeadLimits limits) {
    if (list instanceof Http2HeaderList ordered && ordered.misplaced()) {
      throw Flaw.INVALID_PSEUDO_FIELD.exception();
    }
    if (list.size() > limits.headerCount() + 1) {
      throw Flaw.TOO_MANY_FIELDS.exception();
    }
    int status = 0;
    Fields fields = new Fields();
    for (Map.Entry<CharSequence, CharSequence> line : list) {
      CharSequence name = line.getKey();
      if (!name.isEmpty() && name.charAt(0) == ':') {
        if (status != 0 || !name.toString().equals(":status")) {
          throw Flaw.INVALID_PSEUDO_FIELD.exception();
        }
        status = status(line.getValue());
      } else {
        Http2Fields.take(fields, name, line.getValue());
      }
    }
    if (status == 0) {
      throw Flaw.INVALID_PSEUDO_FIELD.exception();
    }
    return new Response(status, fields);
  }

  /** The field list of a final response; adds {@code date} if it is missing. */
  public static Http2Headers write(Response response, InstantSource clock) {
    Fields fields = response.fields();
    Http2Headers list = list(response);
    if (!Http2Fields.add(list, fields)) {
      list.add(FieldNames.DATE, CachedDate.text(clock));
    }
    long length = HopFields.contentLength(fields);
    int status = response.status();
    if (length >= 0 && status != 204) {
      list.add(FieldNames.CONTENT_LENGTH, Long.toString(length));
    }
    return list;
  }

  /** The field list of an interim response. */
  public static Http2Headers writeInformational(Response response) {
    Http2Headers list = list(response);
    Http2Fields.add(list, response.fields());
    return list;
  }

  private static Http2Headers list(Response response) {
    int status = response.status();
    if (status < 100 || status >= STATUS.length) {
      throw new IllegalArgumentException("a status must be 100 to 599, got " + status);
    }
    return new DefaultHttp2Headers(false, response.fields().size() + 3).status(STATUS[status]);
  }

  /** Three digits; 101 has no meaning in HTTP/2 (RFC 9113 §8.6). */
  private static int status(CharSequence text) {
    int status = 0;
    for (int i = 0; i < text.length() && i < 4; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw Flaw.INVALID_PSEUDO_FIELD.exception();
      }
      status = 10 * status + digit;
    }
    if (text.length() != 3 || status < 100 || status > 599 || status == 101) {
      throw Flaw.INVALID_PSEUDO_FIELD.exception();
    }
    return status;
  }
}
