package dev.skerry.control.api;

import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call's thread: has the service answer, and makes the reply's content where that is made. */
final class Answering implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Answering.class);

  private final OriginApi api;
  private final Service service;
  private final Request request;
  private final ReceivedContent content;
  private final ApiExchange.ClientSide client;

  Answering(
      OriginApi api,
      Service service,
      Request request,
      ReceivedContent content,
      ApiExchange.ClientSide client) {
    this.api = api;
    this.service = service;
    this.request = request;
    this.content = content;
    this.client = client;
  }

  void start() {
    Thread.startVirtualThread(this);
  }

  @Override
  public void run() {
    ChargedMemory memory = new ChargedMemory(api.content());
    Reply reply;
    try {
      reply = answered(new Call(request, content, memory, client.address()));
    } finally {
      memory.release();
      if (content.isComplete()) {
        content.release();
      }
    }
    boolean headAlone =
        request.method().equals("HEAD") || reply.status() == 204 || reply.status() == 304;
    switch (reply.content()) {
      case ReplyContent.Untold _ -> hand(Outgoing.head(reply));
      case ReplyContent.Octets octets -> hand(Outgoing.octets(reply, octets, api.content()));
      case ReplyContent.InFiles files when headAlone -> {
        FilesSending.close(files.files());
        hand(Outgoing.head(reply));
      }
      case ReplyContent.InFiles files when client.takesFiles() -> send(reply, files);
      case ReplyContent.InFiles files -> make(reply, out -> copy(files, out), files.files());
      case ReplyContent.Made made when headAlone -> {
        FilesSending.close(made.means());
        hand(Outgoing.head(reply));
      }
      case ReplyContent.Made made -> make(reply, made.maker()::make, made.means());
    }
  }

  /** Writes content to where it is sent from. */
  @FunctionalInterface
  private interface Writing {
    void to(MadeSending out) throws IOException;
  }

  private static void copy(ReplyContent.InFiles files, MadeSending out) throws IOException {
    ReplyContent.Slices slices = files.slices();
    for (ReplyContent.Slice next = slices.next(); next != null; next = slices.next()) {
      try (ReplyContent.Slice slice = next) {
        out.write(slice);
      }
    }
  }

  private void send(Reply reply, ReplyContent.InFiles files) {
    if (!api.beginSending()) {
      FilesSending.close(files.files());
      refuse(Obstacle.BUSY);
      return;
    }
    FilesSending sending;
    try {
      sending = new FilesSending(files, client.viewer(), api::endSending);
    } catch (IOException | RuntimeException e) {
      log.error("the content of a reply cannot be read: {}", request, e);
      FilesSending.close(files.files());
      api.endSending();
      refuse(Obstacle.FAILED);
      return;
    }
    hand(new Outgoing(reply, true, sending));
  }

  private void refuse(Obstacle why) {
    hand(Outgoing.refusal(refused(why), api.content()));
  }

  private void hand(Outgoing reply) {
    api.leave();
    boolean _ = onLoop(reply);
  }

  private boolean onLoop(Outgoing reply) {
    try {
      client.viewer().loop().execute(() -> client.exchange().answered(reply));
      return true;
    } catch (RejectedExecutionException e) {
      // The program has stopped, and the connection with it.
      reply.sending().release();
      content.release();
      return false;
    }
  }

  private void make(Reply reply, Writing writing, Closeable means) {
    if (!api.beginSending()) {
      FilesSending.close(means);
      refuse(Obstacle.BUSY);
      return;
    }
    MadeSending out = new MadeSending(api.made(), client.viewer());
    try {
      boolean handed = onLoop(new Outgoing(reply, true, out));
      api.leave(); // a client that takes its time holds nobody's place
      boolean whole = handed && written(writing, out);
      client.viewer().loop().execute(() -> client.exchange().made(out, whole));
    } catch (RejectedExecutionException e) {
      log.debug("a reply is cut by the program's end");
    } finally {
      FilesSending.close(means);
      api.endSending();
    }
  }

  private boolean written(Writing writing, MadeSending out) {
    try {
      writing.to(out);
      out.flush();
      return true;
    } catch (IOException | RuntimeException | Error e) {
      out.abandon();
      if (!out.isGone()) {
        log.error("the content of a reply could not be made: {}", request, e);
      }
      return false;
    }
  }

  private Reply answered(Call call) {
    try {
      return service.answer(call);
    } catch (IOException | RuntimeException | Error e) {
      LostContentException lost = lost(e);
      if (lost != null) {
        Obstacle why = lost.why();
        return why == null ? nothing() : refused(why);
      }
      // Whatever it was: else the client would wait for ever, and the place never be free again.
      log.error("a call failed: {}", request, e);
      return refused(Obstacle.FAILED);
    }
  }

  /** What the client sent that broke off, where that made the call fail. */
  private static @Nullable LostContentException lost(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof LostContentException lost) {
        return lost;
      }
    }
    return null;
  }

  private Reply refused(Obstacle why) {
    try {
      return service.refuse(request, why);
    } catch (RuntimeException | Error e) {
      log.error("a call could not be refused: {}", request, e);
      return new Reply(500, new Fields(), new byte[0]);
    }
  }

  /** To nobody. */
  private static Reply nothing() {
    return new Reply(500, new Fields(), new byte[0]);
  }
}
