package dev.skerry.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.flow.RequestHandler;
import dev.skerry.edge.flow.ViewerEvents;
import dev.skerry.edge.flow.ViewerStream;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** An origin that answers each request with the request itself, as text that is not stored. */
final class EchoOrigin implements RequestHandler {
  @Override
  public String purpose() {
    return "the echo";
  }

  @Override
  public ViewerEvents begin(Request request, ViewerStream viewer) {
    byte[] content = text(request).getBytes(ISO_8859_1);
    Fields fields =
        Fields.of(
            FieldNames.CONTENT_TYPE, "text/plain; charset=utf-8",
            FieldNames.CACHE_CONTROL, "no-store",
            FieldNames.CONTENT_LENGTH, Integer.toString(content.length));
    boolean wanted = !request.method().equals("HEAD");
    viewer.head(new Response(200, fields), wanted);
    if (wanted) {
      viewer.data(Unpooled.wrappedBuffer(content));
      viewer.end(Fields.EMPTY);
    }
    viewer.flush();
    if (request.hasContent()) {
      viewer.requestContent().resume();
    }
    return new Ignored();
  }

  /** As it would stand in HTTP/1.1. */
  private static String text(Request request) {
    return request.method()
        + ' '
        + request.target()
        + "\nhost: "
        + request.authority()
        + '\n'
        + request.fields();
  }

  /** What follows the head of a request, of which nothing is made. */
  private static final class Ignored implements ViewerEvents {
    @Override
    public void data(ByteBuf content) {
      content.release();
    }

    @Override
    public void end(Fields trailers) {
      // the answer is already written
    }

    @Override
    public void fail(ProxyError error) {
      // the answer is already written
    }

    @Override
    public void writable() {
      // the answer is already written
    }

    @Override
    public void gone() {
      // the answer is already written
    }
  }
}
