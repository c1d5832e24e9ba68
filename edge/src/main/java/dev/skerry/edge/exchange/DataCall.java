package dev.skerry.edge.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.skerry.edge.config.DataOrigin;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.upstream.OriginCall;
import dev.skerry.edge.upstream.OriginEvents;
import dev.skerry.edge.upstream.OriginPool;
import dev.skerry.handler.Binding;
import dev.skerry.handler.BoundData.Answer;
import dev.skerry.handler.BoundData.Question;
import dev.skerry.handler.DataException;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** One question of a handler about what the control plane's origin keeps. */
final class DataCall extends Inquiry implements OriginEvents {
  /** The most that an answer or what is sent has, in bytes: a page of a query has a quarter. */
  static final int BYTES_MAX = 1 << 20;

  private final Question question;
  private final OriginPool pool;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private @Nullable Response head;
  private @Nullable OriginCall call;

  /**
   * A question of what is kept.
   *
   * @param pool of the control plane
   */
  DataCall(Question question, EventLoop loop, OriginPool pool) {
    super(loop);
    this.question = question;
    this.pool = pool;
  }

  private Binding.Kept of() {
    return (Binding.Kept) question.of();
  }

  @Override
  void ask() {
    byte[] sent = question.content();
    if (sent.length > BYTES_MAX) {
      throw tooLarge("what is sent");
    }
    OriginCall asked = pool.send(request(), question.of().hashCode(), loop, this);
    call = asked;
    if (sent.length > 0) {
      asked.data(Unpooled.wrappedBuffer(sent));
      asked.end(Fields.EMPTY);
    }
  }

  private Request request() {
    boolean table = of() instanceof Binding.Table;
    boolean post = table || question.operation().equals("LIST");
    Fields fields = question.fields().copy();
    if (table) {
      fields.set(DataOrigin.OPERATION, question.operation());
    }
    if (post) {
      fields.set(FieldNames.CONTENT_TYPE, "application/json");
    }
    int length = question.content().length;
    if (post || question.operation().equals("PUT")) {
      fields.set(FieldNames.CONTENT_LENGTH, Integer.toString(length));
    }
    return new Request(
            post ? "POST" : question.operation(),
            "https",
            DataOrigin.HOST,
            DataOrigin.path(of(), question.key()),
            null,
            fields)
        .hasContent(length > 0);
  }

  @Override
  void cancel() {
    if (call != null) {
      call.cancel();
    }
  }

  private static DataException tooLarge(String what) {
    return new DataException(
        DataException.TOO_LARGE, what + " has more than " + BYTES_MAX + " bytes");
  }

  private void unavailable(String why) {
    fail(new DataException(DataException.UNAVAILABLE, why));
  }

  @Override
  public void informational(Response response) {}

  @Override
  public void head(Response response, boolean hasContent) {
    head = response;
    if (!hasContent) {
      end(Fields.EMPTY);
    } else {
      // Not from within: the call is not known before it has been made.
      loop.execute(
          () -> {
            if (call != null) {
              call.resume();
            }
          });
    }
  }

  @Override
  public void data(ByteBuf piece) {
    try {
      if (content.size() + piece.readableBytes() > BYTES_MAX) {
        fail(tooLarge("the answer"));
        cancel();
        return;
      }
      byte[] octets = new byte[piece.readableBytes()];
      piece.readBytes(octets);
      content.writeBytes(octets);
    } finally {
      piece.release();
    }
  }

  @Override
  public void end(Fields trailers) {
    Response told = head;
    if (told == null) {
      unavailable("the control plane has not answered");
      return;
    }
    int status = told.status();
    boolean done = status >= 200 && status < 300;
    String error = told.fields().first(DataOrigin.ERROR);
    if (!done && error == null) {
      // Not of the data: the port itself refuses, or somebody in between.
      unavailable("the control plane answers " + status + ' ' + content);
      return;
    }
    if (!done && content.size() == 0) {
      // To HEAD: the code alone.
      content.writeBytes(("{\"__type\":\"" + error + "\"}").getBytes(US_ASCII));
    }
    answer.complete(new Answer(status, told.fields(), content.toByteArray()));
  }

  @Override
  public void fail(ProxyError error) {
    unavailable("the control plane cannot be asked: " + error.type().token());
  }

  @Override
  public void writable() {}
}
