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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One question of a handler on its way to the control plane. The handler's thread waits; all else
 * happens on the event loop.
 */
final class DataCall implements OriginEvents {
  /** The most that an answer or what is sent has, in bytes: a page of a query has a quarter. */
  static final int BYTES_MAX = 1 << 20;

  private final Question question;
  private final EventLoop loop;
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private @Nullable Response head;
  private @Nullable OriginCall call;

  DataCall(Question question, EventLoop loop) {
    this.question = question;
    this.loop = loop;
  }

  static DataException givenUp() {
    return new DataException(DataException.GIVEN_UP, "the call is over");
  }

  // ---- the handler's thread

  /** Has it asked, soon. */
  void start(OriginPool pool) {
    if (question.content().length > BYTES_MAX) {
      throw tooLarge("what is sent");
    }
    try {
      loop.execute(() -> ask(pool));
    } catch (RejectedExecutionException e) {
      throw givenUp(); // the node has been closed
    }
  }

  /** Waits for the answer. */
  Answer await() {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      giveUp();
      Thread.currentThread().interrupt();
      throw givenUp();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DataException failed) {
        throw failed;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Nobody waits any more. Any thread. */
  void giveUp() {
    if (answer.completeExceptionally(givenUp())) {
      try {
        loop.execute(this::cancel);
      } catch (RejectedExecutionException _) {
        // Its connections are closed, and this with them.
      }
    }
  }

  // ---- the event loop

  private void ask(OriginPool pool) {
    if (answer.isDone()) {
      return;
    }
    try {
      byte[] sent = question.content();
      OriginCall asked = pool.send(request(), question.of().hashCode(), loop, this);
      call = asked;
      if (sent.length > 0) {
        asked.data(Unpooled.wrappedBuffer(sent));
        asked.end(Fields.EMPTY);
      }
    } catch (RuntimeException e) {
      unavailable("the control plane cannot be asked: " + e.getMessage());
    }
  }

  private Request request() {
    boolean table = question.of() instanceof Binding.Table;
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
            DataOrigin.path(question.of(), question.key()),
            null,
            fields)
        .hasContent(length > 0);
  }

  private void cancel() {
    if (call != null) {
      call.cancel();
    }
  }

  private static DataException tooLarge(String what) {
    return new DataException(
        DataException.TOO_LARGE, what + " has more than " + BYTES_MAX + " bytes");
  }

  private void unavailable(String why) {
    answer.completeExceptionally(new DataException(DataException.UNAVAILABLE, why));
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
        answer.completeExceptionally(tooLarge("the answer"));
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
