package dev.skerry.edge.exchange;

import dev.skerry.handler.BoundData.Answer;
import dev.skerry.handler.BoundData.Question;
import dev.skerry.handler.DataException;
import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.host.PendingCall;
import dev.skerry.handler.host.Within;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One question of a handler to another one of the same configuration, which is called for it. What
 * that one reads is what the response is made of, too.
 */
final class OtherCall extends Inquiry {
  private final Question question;
  private final String id;
  private final Asker asker;
  private final HandlerSpec caller;
  private final Within within;
  private @Nullable PendingCall pending;
  private @Nullable HandlerData data;

  OtherCall(Question question, String id, Asker asker, HandlerSpec caller, Within within) {
    super(asker.loop());
    this.question = question;
    this.id = id;
    this.asker = asker;
    this.caller = caller;
    this.within = within;
  }

  @Override
  void ask() {
    HandlerSpec called = asker.handler(id);
    if (called == null) {
      throw failed("is not there any more");
    }
    byte[] content = question.content();
    if (content.length > called.limits().get(HandlerLimit.BODY_BYTES)) {
      throw tooLarge("what is sent");
    }
    Request request = asker.request(question.operation(), question.key(), question.fields());
    if (content.length > 0) {
      request.hasContent(true);
      request.fields().set(FieldNames.CONTENT_LENGTH, Integer.toString(content.length));
    }
    HandlerData asked = new HandlerData(asker, called, within.depth(), within.deadlineNanos());
    data = asked;
    HandlerEvent event =
        new HandlerEvent(
            Hook.FETCH,
            asker.requestId(),
            asker.viewerAddress(),
            request,
            null,
            content.length == 0 ? null : ByteBuffer.wrap(content).asReadOnlyBuffer(),
            asked);
    pending =
        asker
            .services()
            .handlers()
            .call(
                called,
                event,
                within,
                verdict -> {
                  asked.answered();
                  answered(verdict);
                });
  }

  /** On a thread of the host. */
  private void answered(Verdict verdict) {
    switch (verdict) {
      case Verdict.Respond(Response response, ByteBuffer content) -> {
        if (content.remaining() > caller.limits().get(HandlerLimit.SUBREQUEST_BYTES)) {
          fail(tooLarge("the response (subrequest-bytes)"));
          return;
        }
        byte[] octets = new byte[content.remaining()];
        content.duplicate().get(octets);
        answer.complete(new Answer(response.status(), response.fields(), octets));
      }
      case Verdict.Failed(var fault, String _, String _) -> fail(failed(fault.token()));
      case Verdict.ContinueWith _, Verdict.Change _, Verdict.Done _ ->
          fail(failed("has returned no response"));
    }
  }

  private DataException failed(String why) {
    return new DataException(DataException.FAILED, "the handler " + id + ": " + why);
  }

  private DataException tooLarge(String what) {
    return new DataException(
        DataException.TOO_LARGE, "the handler " + id + ": " + what + " has too many bytes");
  }

  @Override
  void cancel() {
    if (pending != null) {
      pending.withdraw();
    }
    if (data != null) {
      data.giveUp();
    }
  }
}
