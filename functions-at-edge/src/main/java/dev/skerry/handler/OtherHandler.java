package dev.skerry.handler;

import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Another handler of the same configuration that is bound to one, for one call of that. It runs on
 * a thread of its own, under its own limits and within the time of the call that asks.
 */
public final class OtherHandler {
  private static final byte[] NOTHING = {};

  private final Binding.Called called;
  private final BoundData data;

  OtherHandler(Binding.Called called, BoundData data) {
    this.called = called;
    this.data = data;
  }

  /**
   * A response that it made.
   *
   * @param content read-only
   */
  public record Made(Response response, ByteBuffer content) {
    /** Its content as a text in UTF-8. */
    public String text() {
      return StandardCharsets.UTF_8.decode(content.duplicate()).toString();
    }
  }

  /**
   * Its response to a request without content.
   *
   * @throws DataException if it gives none
   */
  public Made fetch(Request request) {
    return fetch(request, NOTHING);
  }

  /**
   * Its response to a request.
   *
   * @throws DataException if it gives none
   */
  public Made fetch(Request request, byte[] content) {
    String url = request.scheme() + "://" + request.authority() + request.target();
    BoundData.Answer answer =
        data.ask(
            new BoundData.Question(
                called, request.method(), url, request.fields().copy(), content));
    return new Made(
        new Response(answer.status(), answer.fields()),
        ByteBuffer.wrap(answer.content()).asReadOnlyBuffer());
  }
}
