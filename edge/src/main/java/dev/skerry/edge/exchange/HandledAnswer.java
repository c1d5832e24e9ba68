package dev.skerry.edge.exchange;

import dev.skerry.edge.flow.ContentSink;
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

  /** What it reads, and then what is given on. */
  private @Nullable Collecting collecting;

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
    if (response.status() == 101) {
      origin.becomeTunnel();
      fetch.head(response, hasContent);
      return;
    }
    if (handler == null) {
      fetch.head(response, hasContent);
      return;
    }
    if (handler.readsContent() && hasContent && !isBound(response.status())) {
      collect(handler, response);
    } else {
      held = new HeldContent();
      ask(handler, response, hasContent, origin.noContent(handler, response.status()));
    }
  }

  private void ask(
      HandlerSpec by, Response response, boolean hasContent, @Nullable ByteBuffer content) {
    origin.ask(
        by,
        Hook.ORIGIN_RESPONSE,
        response,
        content,
        verdict -> judged(by, response, hasContent, verdict));
  }

  // ---- a handler that reads the content

  private void collect(HandlerSpec by, Response response) {
    long declared = Collecting.declared(response.fields());
    HandlerFault fault = null;
    if (HandlerCalls.isCoded(response)) {
      // It was asked for as it is.
      fault = HandlerFault.BODY_CODING;
    } else if (Collecting.isTooLarge(declared, by)) {
      fault = HandlerFault.BODY_SIZE;
    }
    if (fault != null) {
      notAsked(by, response, fault);
      return;
    }
    Collecting stage =
        new Collecting(
            origin.source(),
            fetch.services.contentMemory(),
            by,
            declared,
            ending -> {
              switch (ending) {
                case Collecting.Ending.Whole(ByteBuffer content) ->
                    ask(by, response, true, content);
                case Collecting.Ending.Refused(HandlerFault why) -> notAsked(by, response, why);
                case Collecting.Ending.Broken(ProxyError error) -> {
                  discard();
                  fetch.fail(error);
                }
              }
            });
    collecting = stage;
    stage.start();
  }

  private void notAsked(HandlerSpec by, Response response, HandlerFault fault) {
    judged(by, response, true, fetch.services.handlers().notAsked(by, Hook.ORIGIN_RESPONSE, fault));
  }

  // ---- the verdict

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
      case Verdict.ContinueWith _, Verdict.Done _ -> failed(by, HandlerFault.INVALID_RESULT);
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
    if (collecting != null) {
      origin.given(collecting);
    }
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
    origin.failed(by, Hook.ORIGIN_RESPONSE, fault);
  }

  /** Nobody wants what the origin sends any more. Idempotent. */
  void discard() {
    over = true;
    if (held != null) {
      held.discard();
    }
    if (collecting != null) {
      collecting.discard();
    }
  }

  // ---- content

  @Override
  public void data(ByteBuf content) {
    if (over) {
      content.release();
    } else {
      sink().data(content);
    }
  }

  @Override
  public void end(Fields trailers) {
    origin.answered();
    if (!over) {
      sink().end(trailers);
    }
  }

  private ContentSink sink() {
    if (collecting != null) {
      return collecting;
    }
    return held == null ? fetch : held;
  }

  @Override
  public void fail(ProxyError error) {
    if (over) {
      return;
    }
    if (!headCame && handler != null) {
      askAbout(handler, error);
    } else {
      sink().fail(error);
    }
  }

  @Override
  public void writable() {
    origin.writable();
  }

  // ---- an origin that could not be asked, or has not answered

  /** Shows the handler what the viewer would get; what it makes of that is as if it had come. */
  private void askAbout(HandlerSpec by, ProxyError error) {
    headCame = true;
    Answer.Local shown = LocalResponses.error(error);
    origin.ask(
        by,
        Hook.ORIGIN_RESPONSE,
        shown.head(),
        by.readsContent() ? ByteBuffer.wrap(octets(shown)).asReadOnlyBuffer() : null,
        verdict -> judgedError(by, error, shown, verdict));
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
          instead(changed, ByteBuffer.wrap(octets(shown)));
        }
      }
      case Verdict.ContinueWith _, Verdict.Done _ -> failed(by, HandlerFault.INVALID_RESULT);
      case Verdict.Failed(HandlerFault fault, String _, String _) -> {
        if (by.onFailure() == HandlerSpec.OnFailure.OPEN) {
          fetch.fail(error);
        } else {
          failed(by, fault);
        }
      }
    }
  }

  private static byte[] octets(Answer.Local shown) {
    return shown.text().getBytes(StandardCharsets.UTF_8);
  }
}
