package dev.skerry.edge.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.flow.ViewerEvents;
import dev.skerry.edge.flow.ViewerStream;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** One call of the admin API: collects the content up to a limit, then writes the answer. */
final class AdminExchange implements ViewerEvents {
  static final int CONTENT_BYTES_MAX = 1 << 20;

  private final Request request;
  private final ViewerStream viewer;
  private final AdminApi api;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream(0);
  private @Nullable Endpoint endpoint;
  private boolean answered;

  AdminExchange(Request request, ViewerStream viewer, AdminApi api) {
    this.request = request;
    this.viewer = viewer;
    this.api = api;
  }

  EventLoop loop() {
    return viewer.loop();
  }

  /** Runs the endpoint as soon as all content is there. */
  void begin(Endpoint chosen) {
    endpoint = chosen;
    if (request.hasContent()) {
      viewer.requestContent().resume();
    } else {
      run();
    }
  }

  @Override
  public void data(ByteBuf piece) {
    try {
      if (answered || endpoint == null) {
        return;
      }
      if (content.size() + piece.readableBytes() > CONTENT_BYTES_MAX) {
        endpoint = null;
        answer(
            AdminAnswer.problem(
                new ProblemException(
                    Problem.CONTENT_TOO_LARGE, "at most " + CONTENT_BYTES_MAX + " bytes")));
        return;
      }
      byte[] bytes = new byte[piece.readableBytes()];
      piece.readBytes(bytes);
      content.writeBytes(bytes);
    } finally {
      piece.release();
    }
  }

  @Override
  public void end(Fields trailers) {
    run();
  }

  private void run() {
    Endpoint chosen = endpoint;
    endpoint = null;
    if (chosen != null) {
      api.run(chosen, new AdminRequest(request, content.toByteArray()), this);
    }
  }

  @Override
  public void fail(ProxyError error) {
    endpoint = null;
  }

  @Override
  public void writable() {
    // answers are small and written at once
  }

  @Override
  public void gone() {
    answered = true;
    endpoint = null;
  }

  /** Writes the answer, on the event loop; does nothing if the viewer has gone. */
  void answer(AdminAnswer answer) {
    if (answered) {
      return;
    }
    answered = true;
    byte[] bytes = answer.content().getBytes(UTF_8);
    boolean hasContent = bytes.length > 0 && !request.method().equals("HEAD");
    Fields fields = answer.fields();
    fields.set(FieldNames.CONTENT_LENGTH, Integer.toString(bytes.length));
    viewer.head(new Response(answer.status(), fields), hasContent);
    if (hasContent) {
      viewer.data(Unpooled.wrappedBuffer(bytes));
      viewer.end(Fields.EMPTY);
    }
    viewer.flush();
  }
}
