package dev.skerry.edge.admin;

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

/**
 * One call of the admin API on its event loop: waits until it is admitted, collects the content up
 * to a limit, then writes the answer.
 */
final class AdminExchange implements ViewerEvents {
  private final Request request;
  private final ViewerStream viewer;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream(0);
  private @Nullable Admitted admitted;
  private int contentMax;
  private boolean answered;

  /** What happens when all content of an admitted call is there. */
  @FunctionalInterface
  interface Admitted {
    void run(byte[] content);
  }

  AdminExchange(Request request, ViewerStream viewer) {
    this.request = request;
    this.viewer = viewer;
  }

  Request request() {
    return request;
  }

  EventLoop loop() {
    return viewer.loop();
  }

  /** The address of who calls. */
  String from() {
    return viewer.connection().remote().getAddress().getHostAddress();
  }

  /** Goes on with an admitted call as soon as all of its content is there. */
  void admit(int bytesMax, Admitted next) {
    if (answered) {
      return;
    }
    contentMax = bytesMax;
    admitted = next;
    if (request.hasContent()) {
      viewer.requestContent().resume();
    } else {
      run();
    }
  }

  @Override
  public void data(ByteBuf piece) {
    try {
      if (answered || admitted == null) {
        return;
      }
      if (content.size() + piece.readableBytes() > contentMax) {
        admitted = null;
        answer(
            AdminAnswer.problem(
                new ProblemException(
                    Problem.CONTENT_TOO_LARGE, "at most " + contentMax + " bytes")));
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
    Admitted next = admitted;
    admitted = null;
    if (next != null) {
      next.run(content.toByteArray());
    }
  }

  @Override
  public void fail(ProxyError error) {
    admitted = null;
  }

  @Override
  public void writable() {
    // answers are small and written at once
  }

  @Override
  public void gone() {
    answered = true;
    admitted = null;
  }

  /** Writes the answer, on the event loop; does nothing if the viewer has gone. */
  void answer(AdminAnswer answer) {
    if (answered) {
      return;
    }
    answered = true;
    byte[] bytes = answer.content();
    boolean hasContent = bytes.length > 0 && !request.method().equals("HEAD");
    Fields fields = answer.fields();
    if (answer.status() != 204 && answer.status() != 304) {
      fields.set(FieldNames.CONTENT_LENGTH, Integer.toString(bytes.length));
    }
    viewer.head(new Response(answer.status(), fields), hasContent);
    if (hasContent) {
      viewer.data(Unpooled.wrappedBuffer(bytes));
      viewer.end(Fields.EMPTY);
    }
    viewer.flush();
  }
}
