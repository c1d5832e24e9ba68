package dev.skerry.edge.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.HttpVersion;
import dev.skerry.http.Request;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Heads of requests in HTTP/2 (RFC 9113 §8.3.1) to and from the message model. */
public final class Http2Requests {
  private final HeadLimits limits;
  private final boolean secure;

  private @Nullable String method;
  private @Nullable String scheme;
  private @Nullable String authority;
  private @Nullable String path;
  private @Nullable String protocol;
  private @Nullable String host;

  private Http2Requests(HeadLimits limits, boolean secure) {
    this.limits = limits;
    this.secure = secure;
  }

  /**
   * The request in a field list.
   *
   * <p>An extended CONNECT (RFC 8441) becomes a GET that wants to upgrade to its protocol.
   *
   * @param list from a {@link Http2HeaderReader}
   * @param secure whether the connection is under TLS
   * @param endStream whether no content follows
   * @throws FlawedMessageException if it is malformed
   */
  public static Request parse(
      Http2Headers list, HeadLimits limits, boolean secure, boolean endStream) {
    return new Http2Requests(limits, secure).request(list, endStream);
  }

  /**
   * The field list of a request.
   *
   * @param scheme of the origin
   * @param authority what {@code :authority} says
   */
  public static Http2Headers write(Request request, String scheme, String authority) {
    Fields fields = request.fields();
    Http2Headers list = new DefaultHttp2Headers(false, fields.size() + 5);
    list.method(request.method());
    if (request.method().equals("CONNECT")) {
      list.authority(request.authority());
    } else {
      list.scheme(scheme).authority(authority).path(Http2Fields.clean(request.target()));
    }
    Http2Fields.add(list, fields);
    if (fields.contains(FieldNames.TE)) {
      list.add(FieldNames.TE, "trailers");
    }
    long length = HopFields.contentLength(fields);
    if (length >= 0) {
      list.add(FieldNames.CONTENT_LENGTH, request.hasContent() ? Long.toString(length) : "0");
    }
    return list;
  }

  private Request request(Http2Headers list, boolean endStream) {
    if (list instanceof Http2HeaderList ordered && ordered.misplaced()) {
      throw Flaw.INVALID_PSEUDO_FIELD.exception();
    }
    if (list.size() > limits.headerCount() + 5) {
      throw Flaw.TOO_MANY_FIELDS.exception();
    }
    Fields fields = new Fields();
    for (Map.Entry<CharSequence, CharSequence> line : list) {
      CharSequence name = line.getKey();
      if (!name.isEmpty() && name.charAt(0) == ':') {
        pseudo(name.toString(), line.getValue().toString());
      } else if (!Http2Fields.take(fields, name, line.getValue())) {
        if (host != null) {
          throw Flaw.REPEATED_HOST.exception();
        }
        host = Http2Fields.value(line.getValue());
      }
    }
    return build(fields, endStream);
  }

  private void pseudo(String name, String value) {
    boolean repeated;
    switch (name) {
      case ":method" -> {
        repeated = method != null;
        method = value;
      }
      case ":scheme" -> {
        repeated = scheme != null;
        scheme = value;
      }
      case ":authority" -> {
        repeated = authority != null;
        authority = value;
      }
      case ":path" -> {
        repeated = path != null;
        path = value;
      }
      case ":protocol" -> {
        repeated = protocol != null;
        protocol = value;
      }
      default -> repeated = true;
    }
    if (repeated) {
      throw Flaw.INVALID_PSEUDO_FIELD.exception();
    }
  }

  private Request build(Fields fields, boolean endStream) {
    String verb = method;
    if (verb == null || verb.length() > RequestLine.MAX_METHOD_LENGTH || !Octets.isToken(verb)) {
      throw Flaw.INVALID_PSEUDO_FIELD.exception();
    }
    boolean connect = verb.equals("CONNECT");
    if (protocol != null && (!connect || !Octets.isToken(protocol))) {
      throw Flaw.INVALID_PSEUDO_FIELD.exception();
    }
    String ourScheme = secure ? "https" : "http";
    Request request =
        connect && protocol == null
            ? new Request(verb, ourScheme, connectAuthority(), "", null, fields)
            : withTarget(connect ? "GET" : verb, ourScheme, fields);
    // What comes after an extended CONNECT is the tunnel's.
    boolean hasContent =
        !endStream && protocol == null && !"0".equals(fields.first(FieldNames.CONTENT_LENGTH));
    return request.version(HttpVersion.HTTP_2).hasContent(hasContent).upgrade(protocol);
  }

  private Request withTarget(String verb, String ourScheme, Fields fields) {
    String target = path;
    if (target == null || scheme == null) {
      throw Flaw.INVALID_PSEUDO_FIELD.exception();
    }
    if (!scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
      throw Flaw.INVALID_PSEUDO_FIELD.exception();
    }
    if (target.length() > limits.targetBytes()) {
      throw Flaw.TARGET_TOO_LONG.exception();
    }
    RequestLine line = new RequestLine(limits.targetBytes());
    byte[] octets = target.getBytes(ISO_8859_1);
    line.originForm(verb, octets);
    return new Request(verb, ourScheme, targetAuthority(), line.path, line.query, fields);
  }

  /** The authority of the target, which a Host field must not contradict (RFC 9113 §8.3.1). */
  private String targetAuthority() {
    if (authority == null && host == null) {
      throw Flaw.MISSING_HOST.exception();
    }
    String fromField = host == null ? null : Authority.normalize(host, secure);
    if (authority == null) {
      return fromField == null ? "" : fromField;
    }
    String fromPseudo = Authority.normalize(authority, secure);
    if (fromField != null && !fromField.equals(fromPseudo)) {
      throw Flaw.HOST_MISMATCH.exception();
    }
    return fromPseudo;
  }

  private String connectAuthority() {
    if (authority == null || scheme != null || path != null) {
      throw Flaw.INVALID_PSEUDO_FIELD.exception();
    }
    return Authority.normalizeConnect(authority);
  }
}
