package dev.skerry.edge.exchange;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.rules.VaryMembers;
import dev.skerry.edge.upstream.OriginEvents;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import dev.skerry.handler.Verdict;
import dev.skerry.http.FieldLists;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Response;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An origin's answer on its way to a fetch whose rule has a handler at origin-response: the handler
 * is shown the head, or the error that stands for an origin that could not be asked, and the fetch
 * gets what it makes of that.
 *
 * <p>What tells of content that is not the whole (206) or not sent (304) keeps its status and has
 * no other content, as the edge has asked for just that.
 */
final class HandledAnswer implements OriginEvents {
  private final HandledOrigin origin;
  private final Fetch fetch;
  private final @Nullable HandlerSpec handler;

  /** What comes while the handler is asked, and until that has been given on. */
  private @Nullable HeldContent held;

  private boolean headCame;
  private boolean over;

  HandledAnswer(HandledOrigin origin, Fetch fetch) {
    this.origin = origin;
    this.fetch = fetch;
    this.handler = fetch.plan.rule().hooks().originResponse();
  }

  @Override
  public void informational(Response response) {
    fetch.informational(response);
  }

  @Override
  public void head(Response response, boolean hasContent) {
    headCame = true;
    fetch.originAnswered(response);
    if (handler == null || response.status() == 101) {
      fetch.head(response, hasContent);
      return;
    }
    held = new HeldContent();
    origin.ask(
        handler,
        Hook.ORIGIN_RESPONSE,
        response,
        verdict -> judged(handler, response, hasContent, verdict));
  }

  private void judged(HandlerSpec by, Response response, boolean hasContent, Verdict verdict) {
    switch (verdict) {
      case Verdict.Change(Response changed) -> changed(by, response, changed, hasContent);
      case Verdict.Respond(Response made, ByteBuffer content) -> {
        if (isBound(response.status())) {
          failed(by, HandlerFault.INVALID_RESULT);
        } else {
          instead(made, content);
        }
      }
      case Verdict.ContinueWith _ -> failed(by, HandlerFault.INVALID_RESULT);
      case Verdict.Failed(HandlerFault fault, String _, String _) -> {
        if (by.onFailure() == HandlerSpec.OnFailure.OPEN) {
          giveOn(response, hasContent);
        } else {
          failed(by, fault);
        }
      }
    }
  }

  /** Whether a response with that status is about content that is stored, or about a part. */
  private static boolean isBound(int status) {
    return status == 206 || status == 304;
  }

  private void changed(HandlerSpec by, Response before, Response after, boolean hasContent) {
    boolean sameStatus = before.status() == after.status();
    if (!sameStatus && (isBound(before.status()) || isBound(after.status()))) {
      failed(by, HandlerFault.INVALID_RESULT);
    } else if (!sameStatus && HandlerCalls.hasNoContent(after.status())) {
      instead(after, ByteBuffer.allocate(0));
    } else {
      if (!sameStatus && HandlerCalls.hasNoContent(before.status())) {
        // There is none, and now a status that may have some: its end must be known.
        after.fields().set(FieldNames.CONTENT_LENGTH, "0");
      }
      // The content was chosen by what the origin says there, so nothing of that may go.
      FieldLists.members(before.fields(), FieldNames.VARY)
          .forEach(member -> VaryMembers.add(after.fields(), member));
      giveOn(after, hasContent);
    }
  }

  private void giveOn(Response response, boolean hasContent) {
    fetch.head(response, hasContent);
    // Held until now: what came from within keeps its place behind what came before.
    if (held != null && !over) {
      held.moveTo(fetch);
    }
    held = null;
  }

  private void instead(Response response, ByteBuffer content) {
    discard();
    origin.respond(response, content);
  }

  private void failed(HandlerSpec by, HandlerFault fault) {
    discard();
    origin.failed(by, fault);
  }

  /** Nobody wants what the origin sends any more. Idempotent. */
  void discard() {
    over = true;
    if (held != null) {
      held.discard();
    }
  }

  // ---- content

  @Override
  public void data(ByteBuf content) {
    if (over) {
      content.release();
    } else if (held != null) {
      held.data(content);
    } else {
      fetch.data(content);
    }
  }

  @Override
  public void end(Fields trailers) {
    if (held != null) {
      held.end(trailers);
    } else if (!over) {
      fetch.end(trailers);
    }
  }

  @Override
  public void fail(ProxyError error) {
    if (held != null) {
      held.fail(error);
    } else if (!over && !headCame && handler != null) {
      askAbout(handler, error);
    } else if (!over) {
      fetch.fail(error);
    }
  }

  @Override
  public void writable() {
    fetch.writable();
  }

  // ---- an origin that could not be asked, or has not answered

  /** Shows the handler what the viewer would get; what it makes of that is as if it had come. */
  private void askAbout(HandlerSpec by, ProxyError error) {
    headCame = true;
    Answer.Local shown = LocalResponses.error(error);
    origin.ask(
        by, Hook.ORIGIN_RESPONSE, shown.head(), verdict -> judgedError(by, error, shown, verdict));
  }

  private void judgedError(HandlerSpec by, ProxyError error, Answer.Local shown, Verdict verdict) {
    switch (verdict) {
      case Verdict.Respond(Response made, ByteBuffer content) -> instead(made, content);
      case Verdict.Change(Response changed) -> {
        if (changed.status() == shown.head().status()) {
          fetch.fail(error);
        } else if (isBound(changed.status())) {
          failed(by, HandlerFault.INVALID_RESULT);
        } else {
          instead(changed, ByteBuffer.wrap(shown.text().getBytes(StandardCharsets.UTF_8)));
        }
      }
      case Verdict.ContinueWith _ -> failed(by, HandlerFault.INVALID_RESULT);
      case Verdict.Failed(HandlerFault fault, String _, String _) -> {
        if (by.onFailure() == HandlerSpec.OnFailure.OPEN) {
          fetch.fail(error);
        } else {
          failed(by, fault);
        }
      }
    }
  }
}
