package dev.skerry.control.fleet;

import dev.skerry.control.fleet.FleetCalls.Call;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.flow.ViewerEvents;
import dev.skerry.edge.flow.ViewerStream;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import dev.skerry.origin.engine.EngineException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.security.cert.X509Certificate;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call of an edge that is answered at once: its content is taken on the event loop, within
 * limits, answered on a virtual thread, and the answer is sent on the event loop again.
 */
final class CallExchange implements ViewerEvents {
  private static final Logger log = LoggerFactory.getLogger(CallExchange.class);

  private final FleetPort port;
  private final Call call;
  private final ViewerStream viewer;
  private final @Nullable X509Certificate shown;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private int charged;
  private boolean replied;

  CallExchange(FleetPort port, Call call, ViewerStream viewer) {
    this.port = port;
    this.call = call;
    this.viewer = viewer;
    this.shown = viewer.connection().certificate();
  }

  void begin(Request request) {
    if (shown == null && !call.isForStrangers()) {
      refuse(
          FleetReply.problem(
              403, "No certificate", "only an edge with a certificate of this fleet may ask that"));
    } else if (!request.hasContent()) {
      refuse(FleetReply.problem(400, "Bad request", "expected content"));
    } else {
      if ("100-continue".equalsIgnoreCase(request.fields().first(FieldNames.EXPECT))) {
        viewer.informational(new Response(100, Fields.EMPTY));
      }
      viewer.requestContent().resume();
    }
  }

  @Override
  public void data(ByteBuf piece) {
    try {
      int length = piece.readableBytes();
      if (replied) {
        return;
      }
      if (content.size() + length > call.contentBytesMax) {
        refuse(
            FleetReply.problem(
                413, "Too large", "expected at most " + call.contentBytesMax + " bytes"));
      } else if (!port.charge(length)) {
        refuse(busy());
      } else {
        charged += length;
        byte[] octets = new byte[length];
        piece.readBytes(octets);
        content.writeBytes(octets);
      }
    } finally {
      piece.release();
    }
  }

  @Override
  public void end(Fields trailers) {
    if (replied) {
      return;
    }
    byte[] all = content.toByteArray();
    content.reset();
    // Until it has been answered it takes memory, also where nobody waits for the answer.
    int held = charged;
    charged = 0;
    // Strangers wait for each other; an edge for itself alone.
    String of = shown == null ? "" : EdgeName.of(shown);
    if (!port.inbox().offer(of, () -> answer(all, held))) {
      port.giveBack(held);
      refuse(busy());
    }
  }

  private static FleetReply busy() {
    return FleetReply.problem(503, "Busy", "too much is under way; ask again a little later");
  }

  private void answer(byte[] all, int held) {
    FleetReply reply;
    try {
      reply = port.calls().answer(call, shown, all);
    } catch (EngineException.Unavailable e) {
      log.warn("{} cannot be answered now: {}", call.path, e.getMessage());
      reply = FleetReply.problem(503, "Unavailable", "ask again a little later");
    } catch (RuntimeException | Error e) {
      // Whatever it was: else the edge would wait for ever.
      log.error("{} failed", call.path, e);
      reply = FleetReply.problem(500, "Failed", "the control plane could not answer; see its log");
    } finally {
      port.giveBack(held);
    }
    FleetReply made = reply;
    try {
      viewer.loop().execute(() -> reply(made));
    } catch (RejectedExecutionException e) {
      log.debug("the program has stopped, and the connection with it", e);
    }
  }

  @Override
  public void fail(ProxyError error) {
    giveBack();
  }

  @Override
  public void writable() {}

  @Override
  public void gone() {
    replied = true;
    giveBack();
  }

  /** Answers without waiting for content. */
  void refuse(FleetReply reply) {
    viewer.requestContent().cancel();
    reply(reply);
  }

  private void reply(FleetReply reply) {
    giveBack();
    if (replied) {
      return;
    }
    replied = true;
    byte[] octets = reply.octets();
    viewer.head(reply.head(), octets.length > 0);
    if (octets.length > 0) {
      viewer.data(Unpooled.wrappedBuffer(octets));
      viewer.end(Fields.EMPTY);
    }
    viewer.flush();
  }

  private void giveBack() {
    port.giveBack(charged);
    charged = 0;
  }
}
