package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.ContentReader;
import dev.skerry.edge.flow.ContentSink;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.upstream.OriginCall;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Response;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds the response that goes to the viewer, and begins to deliver it. */
final class ViewerResponsePhase {
  private ViewerResponsePhase() {}

  static @Nullable Phase run(Exchange x) {
    Answer answer = x.answer();
    if (HandlerHooks.isDueAtResponse(x, answer)) {
      return HandlerHooks.viewerResponse(x, answer);
    }
    return switch (answer) {
      case Answer.FromStore fromStore -> StoredAnswer.send(x, fromStore);
      case Answer.FromOrigin fromOrigin -> pass(x, fromOrigin);
      case Answer.Partial partial -> partial(x, partial);
      case Answer.Local local -> local(x, shown(x, local));
      case Answer.Made made -> made(x, made);
    };
  }

  private static @Nullable Phase made(Exchange x, Answer.Made made) {
    Response head = made.head();
    boolean mayHave = !HandlerCalls.hasNoContent(head.status());
    int length = mayHave ? made.content().remaining() : 0;
    if (mayHave || head.status() == 205) {
      // Where HTTP/1.1 has no length after a 205, content would follow until the connection ends.
      head.fields().set(FieldNames.CONTENT_LENGTH, Integer.toString(length));
    }
    boolean content = mayHave && length > 0 && !x.request.method().equals("HEAD");
    sendHead(x, ViewerFields.dress(x, head), content);
    if (content) {
      x.viewer.data(Unpooled.wrappedBuffer(made.content().duplicate()));
      x.viewer.end(Fields.EMPTY);
    }
    x.viewer.flush();
    return x.handTo(Phase.LOG);
  }

  /** An error with its page, if it has one here. */
  private static Answer.Local shown(Exchange x, Answer.Local local) {
    ProxyError error = x.record.error;
    String id = x.record.requestId;
    ErrorPages.Page page =
        error == null ? null : x.services.errorPages().of(x.request, id == null ? "" : id, error);
    return page == null ? local : LocalResponses.page(local.head(), page);
  }

  private static @Nullable Phase local(Exchange x, Answer.Local local) {
    boolean content = !local.text().isEmpty() && !x.request.method().equals("HEAD");
    Response head = ViewerFields.dress(x, local.head());
    sendHead(x, head, content);
    if (content) {
      x.viewer.data(Unpooled.copiedBuffer(local.text(), StandardCharsets.UTF_8));
      x.viewer.end(Fields.EMPTY);
    }
    x.viewer.flush();
    return x.handTo(Phase.LOG);
  }

  private static @Nullable Phase pass(Exchange x, Answer.FromOrigin answer) {
    Response head = answer.head();
    if (head.status() == 101) {
      return tunnel(x, answer);
    }
    x.trace.forwardStatus(head.status());
    CodingPlan coding = answer.hasContent() ? CodingPlan.of(x, head, null) : CodingPlan.NONE;
    sendHead(x, ViewerFields.dress(x, head), answer.hasContent());
    x.viewer.flush();
    if (!answer.hasContent()) {
      return x.handTo(Phase.LOG);
    }
    Collecting read = x.handlers.reading;
    if (read != null) {
      coding.deliver(x, head, read, read::to);
    } else {
      coding.deliver(x, head, call(answer), sink -> deliver(x, answer.fetch(), sink));
    }
    return null;
  }

  /** Also what came while a handler looked at the head. */
  private static void deliver(Exchange x, Fetch fetch, ContentSink sink) {
    fetch.deliverTo(sink);
    HeldContent held = x.handlers.held;
    if (held != null) {
      held.moveTo(sink);
    }
  }

  private static @Nullable Phase tunnel(Exchange x, Answer.FromOrigin answer) {
    sendHead(x, answer.head(), true);
    x.viewer.flush();
    CodingPlan.NONE.deliver(x, answer.head(), call(answer), answer.fetch()::deliverTo);
    x.becomeTunnel();
    return null;
  }

  private static OriginCall call(Answer.FromOrigin answer) {
    return Objects.requireNonNull(answer.fetch().call(), "a response came by a call");
  }

  private static @Nullable Phase partial(Exchange x, Answer.Partial answer) {
    x.trace.forwardStatus(206);
    List<StoredSource.Part> parts = new ArrayList<>(1);
    StoredSource source = new StoredSource(parts);
    ContentReader reader = answer.content().open(0, Long.MAX_VALUE, x.viewer.loop(), source::more);
    parts.add(new StoredSource.Part("", Objects.requireNonNull(reader, "its fill has just begun")));
    sendHead(x, ViewerFields.dress(x, answer.head()), true);
    CodingPlan.NONE.deliver(x, answer.head(), source, source::to);
    return null;
  }

  /** Writes the head, and notes that. */
  static void sendHead(Exchange x, Response head, boolean hasContent) {
    x.handlers.fetchesNoMore();
    x.record.headNanos = System.nanoTime();
    x.record.status = head.status();
    x.viewer.head(head, hasContent);
  }
}
