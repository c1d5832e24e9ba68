package dev.skerry.control.api;

import dev.skerry.edge.flow.ContentSource;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.flow.ViewerEvents;
import dev.skerry.edge.flow.ViewerStream;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call on its way: receives the content on the event loop, is answered on a virtual thread, and
 * sends the reply on the event loop again. A call whose client has gone is done all the same.
 */
final class ApiExchange implements ViewerEvents {
  private static final Logger log = LoggerFactory.getLogger(ApiExchange.class);

  private final OriginApi api;
  private final Service service;
  private final Request request;
  private final ViewerStream viewer;

  /** Null when it is complete, refused, or will never come. */
  private @Nullable ReceivedContent content;

  /** When content was first waited for, by the clock of the port. */
  private long began;

  private boolean replied;

  /** What of the reply is not sent yet; null before, and when all is sent. */
  private @Nullable ReplyContent sending;

  ApiExchange(OriginApi api, Service service, Request request, ViewerStream viewer) {
    this.api = api;
    this.service = service;
    this.request = request;
    this.viewer = viewer;
  }

  void begin() {
    long announced = announced();
    if (announced > service.contentBytesMax()) {
      refuse(Obstacle.TOO_LARGE);
      return;
    }
    InetAddress peer = Uploads.peer(viewer.connection().remote().getAddress());
    ReceivedContent all =
        new ReceivedContent(api.uploads(), peer, service.contentBytesMax(), announced);
    if (!request.hasContent()) {
      answer(all);
      return;
    }
    content = all;
    began = api.nanos();
    if ("100-continue".equalsIgnoreCase(request.fields().first(FieldNames.EXPECT))) {
      viewer.informational(new Response(100, Fields.EMPTY));
    }
    viewer.requestContent().resume();
  }

  /** A length that the listener has found to be a number, -1 if there is none. */
  private long announced() {
    String length = request.fields().first(FieldNames.CONTENT_LENGTH);
    return length == null || !request.hasContent() ? -1 : Long.parseLong(length);
  }

  @Override
  public void data(ByteBuf piece) {
    try {
      ReceivedContent receiving = content;
      if (receiving == null) {
        return;
      }
      switch (receiving.take(piece)) {
        case YES -> {
          if (Pace.USUAL.isLate(api.nanos() - began, receiving.size())) {
            giveUp(Obstacle.TOO_SLOW);
          }
        }
        case TOO_LARGE -> giveUp(Obstacle.TOO_LARGE);
        case NO_MEMORY -> giveUp(Obstacle.BUSY);
      }
    } finally {
      piece.release();
    }
  }

  @Override
  public void end(Fields trailers) {
    ReceivedContent all = content;
    content = null;
    if (all != null) {
      all.end();
      answer(all);
    }
  }

  @Override
  public void fail(ProxyError error) {
    forget();
  }

  @Override
  public void gone() {
    replied = true;
    forget();
    ReplyContent rest = sending;
    sending = null;
    if (rest != null) {
      rest.release();
    }
  }

  @Override
  public void writable() {
    ReplyContent rest = sending;
    if (rest != null && rest.send(viewer)) {
      sending = null;
    }
  }

  private void forget() {
    ReceivedContent receiving = content;
    content = null;
    if (receiving != null) {
      receiving.release();
    }
  }

  private void giveUp(Obstacle why) {
    forget();
    refuse(why);
  }

  private void refuse(Obstacle why) {
    ContentSource source = viewer.requestContent();
    source.cancel();
    send(service.refuse(request, why));
  }

  private void answer(ReceivedContent all) {
    if (!api.enter()) {
      all.release();
      refuse(Obstacle.BUSY);
      return;
    }
    Thread.startVirtualThread(() -> run(all));
  }

  private void run(ReceivedContent all) {
    ChargedMemory memory = new ChargedMemory(api.content());
    Reply reply;
    try {
      reply = service.answer(new Call(request, all.all(), memory));
    } catch (RuntimeException | Error e) {
      // Whatever it was: else the client would wait for ever, and the place never be free again.
      log.error("a call failed: {}", request, e);
      reply = failed();
    } finally {
      memory.release();
      all.release();
    }
    Reply made = reply;
    try {
      viewer.loop().execute(() -> finish(made));
    } catch (RejectedExecutionException e) {
      api.leave(); // the program has stopped, and the connection with it
    }
  }

  private Reply failed() {
    try {
      return service.refuse(request, Obstacle.FAILED);
    } catch (RuntimeException | Error e) {
      log.error("a call could not be refused: {}", request, e);
      return new Reply(500, new Fields(), new byte[0]);
    }
  }

  private void finish(Reply reply) {
    api.leave();
    send(reply);
  }

  private void send(Reply reply) {
    if (replied) {
      return;
    }
    replied = true;
    byte[] octets = reply.content();
    reply.fields().set(FieldNames.CONTENT_LENGTH, Integer.toString(octets.length));
    boolean hasContent = octets.length > 0 && !request.method().equals("HEAD");
    viewer.head(new Response(reply.status(), reply.fields()), hasContent);
    if (hasContent) {
      ReplyContent all = new ReplyContent(api.content(), octets);
      sending = all;
      if (all.send(viewer)) {
        sending = null;
      }
    } else {
      viewer.flush();
    }
  }
}
