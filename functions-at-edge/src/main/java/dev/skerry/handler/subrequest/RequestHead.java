package dev.skerry.handler.subrequest;

import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Tokens;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a request (RFC 9112 §3): its lines, and the content with its length. */
final class RequestHead {
  /** Of one connection, or said here. */
  private static final Set<String> NOT_THEIRS =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private static final Set<String> WITHOUT_CONTENT = Set.of("GET", "HEAD");

  private RequestHead() {}

  static void write(OutputStream out, Request request, byte @Nullable [] content)
      throws IOException {
    out.write(text(request, content).getBytes(StandardCharsets.ISO_8859_1));
    if (content != null) {
      out.write(content);
    }
    out.flush();
  }

  private static String text(Request request, byte @Nullable [] content) throws IOException {
    if (!Tokens.isToken(request.method())) {
      throw new IOException("the method is no token");
    }
    StringBuilder text = new StringBuilder(512);
    text.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\n");
    line(text, "host", request.authority());
    line(text, "connection", "close");
    Fields fields = request.fields();
    for (int i = 0; i < fields.size(); i++) {
      if (!NOT_THEIRS.contains(fields.name(i))) {
        line(text, fields.name(i), fields.value(i));
      }
    }
    if (!fields.contains("accept-encoding")) {
      line(text, "accept-encoding", "identity");
    }
    if (content != null || !WITHOUT_CONTENT.contains(request.method())) {
      line(text, "content-length", Integer.toString(content == null ? 0 : content.length));
    }
    return text.append("\r\n").toString();
  }

  /** The script that asks has looked at them, too; but what it is made of may be its author's. */
  private static void line(StringBuilder text, String name, String value) throws IOException {
    boolean isName = Tokens.isToken(name) && name.equals(name.toLowerCase(Locale.ROOT));
    if (!isName || value.chars().anyMatch(each -> each == '\r' || each == '\n' || each == 0)) {
      throw new IOException("a field cannot be sent as it is");
    }
    text.append(name).append(": ").append(value).append("\r\n");
  }
}
