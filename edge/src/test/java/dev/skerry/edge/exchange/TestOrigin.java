package dev.skerry.edge.exchange;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.upstream.OriginCall;
import dev.skerry.edge.upstream.OriginEvents;
import dev.skerry.edge.upstream.OriginPool;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** An origin pool that a test answers for, call by call. */
final class TestOrigin implements OriginPool {
  final List<Call> calls = new ArrayList<>();

  /** Whether it takes more of a request's content. */
  boolean takes = true;

  @Override
  public String name() {
    return "origin";
  }

  @Override
  public OriginCall send(Request request, long hash, EventLoop loop, OriginEvents events) {
    Call call = new Call(request.copy(), events, () -> takes);
    calls.add(call);
    return call;
  }

  Call last() {
    return calls.getLast();
  }

  /** One request that came, and the means to answer it. */
  static final class Call implements OriginCall {
    final Request request;
    final StringBuilder received = new StringBuilder();
    boolean requestEnded;
    @Nullable ProxyError requestFailed;
    boolean flows;
    boolean cancelled;
    private final OriginEvents events;
    private final BooleanSupplier takes;

    Call(Request request, OriginEvents events, BooleanSupplier takes) {
      this.request = request;
      this.events = events;
      this.takes = takes;
    }

    @Nullable String field(String name) {
      return request.fields().combined(name);
    }

    /** A whole response. */
    void answer(int status, String body, String... fields) {
      head(status, !body.isEmpty(), fields);
      if (!body.isEmpty()) {
        data(body);
        end();
      }
    }

    void head(int status, boolean hasContent, String... fields) {
      events.head(new Response(status, Fields.of(fields)), hasContent);
    }

    void interim(int status, String... fields) {
      events.informational(new Response(status, Fields.of(fields)));
    }

    void data(String piece) {
      if (!cancelled) {
        events.data(Unpooled.copiedBuffer(piece, StandardCharsets.ISO_8859_1));
      }
    }

    void end(String... trailers) {
      if (!cancelled) {
        events.end(Fields.of(trailers));
      }
    }

    void fails(ProxyError.Type type) {
      events.fail(ProxyError.of(type, null));
    }

    @Override
    public boolean isWritable() {
      return takes.getAsBoolean();
    }

    @Override
    public @Nullable String origin() {
      return "origin:80";
    }

    @Override
    public void data(ByteBuf content) {
      received.append(content.toString(StandardCharsets.ISO_8859_1));
      content.release();
    }

    @Override
    public void end(Fields trailers) {
      requestEnded = true;
    }

    @Override
    public void fail(ProxyError error) {
      requestFailed = error;
    }

    @Override
    public void resume() {
      flows = true;
    }

    @Override
    public void pause() {
      flows = false;
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }
}
