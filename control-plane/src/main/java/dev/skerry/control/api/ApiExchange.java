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
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way: receives the content on the event loop, is answered on a virtual thread, and
 * sends the reply on the event loop again. A call whose client has gone is done all the same, as
 * far as its content has come.
 */
final class ApiExchange implements ViewerEvents {
  private final OriginApi api;
  private final Service service;
  private final Request request;
  private final ViewerStream viewer;
  private final ReceivedContent content;

  /** Whether content is still to come. */
  private boolean receiving;

  /** Whether the client holds its content back until it is asked for. */
  private boolean heldBack;

  /** Whether the call's thread has begun. */
  private boolean answering;

  /** Nanoseconds for which content was waited for, but for those since {@code resumed}. */
  private long waited;

  /** Whether content is waited for now. */
  private boolean waiting;

  /** When content was waited for last, by the clock of the port. */
  private long resumed;

  private boolean replied;

  /** What of the reply is not sent yet; null before, and when all is sent. */
  private @Nullable Sending sending;

  ApiExchange(OriginApi api, Service service, Request request, ViewerStream viewer) {
    this.api = api;
    this.service = service;
    this.request = request;
    this.viewer = viewer;
    long window = service.streams() ? ReceivedContent.WINDOW_BYTES : Integer.MAX_VALUE;
    this.content =
        new ReceivedContent(
            api.uploads(),
            Uploads.peer(viewer.connection().remote().getAddress()),
            new ReceivedContent.Bounds(service.contentBytesMax(), window, announced(request)),
            this::asked);
  }

  /** A length that the listener has found to be a number, -1 if there is none. */
  private static long announced(Request request) {
    String length = request.fields().first(FieldNames.CONTENT_LENGTH);
    if (!request.hasContent()) {
      return 0;
    }
    return length == null ? -1 : Long.parseLong(length);
  }

  void begin() {
    long announced = content.announced();
    if (announced > service.contentBytesMax()) {
      refuse(Obstacle.TOO_LARGE);
      return;
    }
    heldBack = "100-continue".equalsIgnoreCase(request.fields().first(FieldNames.EXPECT));
    if (!request.hasContent()) {
      if (heldBack) {
        // Nothing is held back, so it could be left out (RFC 9110 §10.1.1). But botocore then takes
        // this answer's status line for that of a later one on the connection, too, and waits in
        // vain for its end.
        goOn();
      }
      content.end(Fields.EMPTY);
      answer();
      return;
    }
    receiving = true;
    // Short content that is on its way costs a call less when it is there than to be waited for.
    boolean first = announced >= 0 && announced <= ReceivedContent.BELIEVED_BYTES && !heldBack;
    if (service.streams() && !first) {
      answer();
    } else {
      content.letCome();
      resume();
    }
  }

  /** The call wants more content; on its thread. */
  private void asked() {
    try {
      viewer.loop().execute(this::resume);
    } catch (RejectedExecutionException e) {
      content.lose(null); // the program has stopped, and the connection with it
    }
  }

  private void resume() {
    if (!receiving) {
      return;
    }
    if (heldBack) {
      goOn();
    }
    if (!waiting) {
      waiting = true;
      resumed = api.nanos();
    }
    viewer.requestContent().resume();
  }

  private void goOn() {
    heldBack = false;
    viewer.informational(new Response(100, Fields.EMPTY));
  }

  private void pause() {
    if (content.hold()) {
      waited += api.nanos() - resumed;
      waiting = false;
      viewer.requestContent().pause();
    }
  }

  @Override
  public void data(ByteBuf piece) {
    try {
      if (!receiving) {
        return;
      }
      switch (content.take(piece)) {
        case YES -> {
          long since = waiting ? api.nanos() - resumed : 0;
          if (Pace.USUAL.isLate(waited + since, content.size())) {
            giveUp(Obstacle.TOO_SLOW);
          }
        }
        case FULL -> pause();
        case TOO_LARGE -> giveUp(Obstacle.TOO_LARGE);
        case NO_MEMORY -> giveUp(Obstacle.BUSY);
      }
    } finally {
      piece.release();
    }
  }

  @Override
  public void end(Fields trailers) {
    if (receiving) {
      receiving = false;
      content.end(trailers);
      if (!answering) {
        answer();
      }
    }
  }

  @Override
  public void fail(ProxyError error) {
    stopReceiving(null);
  }

  @Override
  public void gone() {
    replied = true;
    stopReceiving(null);
    Sending rest = sending;
    sending = null;
    if (rest != null) {
      rest.release();
    }
  }

  @Override
  public void writable() {
    Sending rest = sending;
    if (rest != null && rest.send(viewer)) {
      sending = null;
    }
  }

  /** Takes no more content; what has come stays the call's, if that has begun. */
  private void stopReceiving(@Nullable Obstacle why) {
    if (receiving) {
      receiving = false;
      content.lose(why);
      if (!answering) {
        content.release();
      }
    }
  }

  private void giveUp(Obstacle why) {
    stopReceiving(why);
    if (answering) {
      viewer.requestContent().cancel();
    } else {
      refuse(why);
    }
  }

  private void refuse(Obstacle why) {
    dropContent();
    send(Outgoing.refusal(service.refuse(request, why), api.content()));
  }

  private void dropContent() {
    receiving = false;
    ContentSource source = viewer.requestContent();
    source.cancel();
  }

  private void answer() {
    if (!api.enter()) {
      stopReceiving(Obstacle.BUSY);
      content.release();
      refuse(Obstacle.BUSY);
      return;
    }
    answering = true;
    boolean files = viewer.takesFiles();
    new Answering(api, service, request, content, new ClientSide(this, viewer, files)).start();
  }

  /**
   * Where the call's thread hands its reply to.
   *
   * @param takesFiles whether content in files may be sent as it is
   */
  record ClientSide(ApiExchange exchange, ViewerStream viewer, boolean takesFiles) {
    /** The address of its end of the connection, as a literal. */
    String address() {
      return viewer.connection().remote().getAddress().getHostAddress();
    }
  }

  /** The call is answered: what it holds of its content goes; on the event loop. */
  void answered(Outgoing reply) {
    if (receiving) {
      dropContent();
    }
    content.release();
    send(reply);
  }

  /** All content that is made while it is sent was made; on the event loop. */
  void made(MadeSending all, boolean whole) {
    sending = null;
    if (!replied || all.isGone()) {
      return;
    }
    all.done();
    if (whole) {
      viewer.end(Fields.EMPTY);
      viewer.flush();
    } else {
      viewer.fail(ProxyError.of(ProxyError.Type.PROXY_INTERNAL_ERROR, null));
    }
  }

  /** Sends a reply, whose content counts until it is sent, or will not be. */
  private void send(Outgoing reply) {
    Sending all = reply.sending();
    if (replied) {
      all.release();
      return;
    }
    replied = true;
    long length = reply.length();
    boolean told = reply.status() != 204 && reply.status() != 304;
    if (told) {
      reply.reply().fields().set(FieldNames.CONTENT_LENGTH, Long.toString(length));
    }
    boolean hasContent =
        told && length > 0 && reply.hasContent() && !request.method().equals("HEAD");
    viewer.head(new Response(reply.status(), reply.reply().fields()), hasContent);
    if (hasContent) {
      sending = all;
      if (all.send(viewer)) {
        sending = null;
      }
    } else {
      all.release();
      viewer.flush();
    }
  }
}
