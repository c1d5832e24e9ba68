package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.Content;
import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.http.Response;
import java.nio.ByteBuffer;

/** What an exchange answers with: where the head and the content of its response come from. */
sealed interface Answer {
  /**
   * A stored response, or one that is being stored: preconditions, ranges and codings are decided
   * here.
   *
   * @param stored its content may still be growing
   * @param reused whether it was here before this request came, and so carries an {@code Age}
   */
  record FromStore(StoredResponse stored, boolean reused) implements Answer {}

  /** The origin's response, for this viewer alone, as it comes. */
  record FromOrigin(Response head, boolean hasContent, Fetch fetch) implements Answer {}

  /**
   * The origin's partial response, sent as it is while its content is stored.
   *
   * @param content the range's bytes, growing
   */
  record Partial(Response head, Content content) implements Answer {}

  /**
   * A handler's own.
   *
   * @param content read-only; {@code content-length} is not set yet
   */
  record Made(Response head, ByteBuffer content) implements Answer {}

  /** The edge's own: a redirect, a refusal, an error; its text is sent in UTF-8. */
  record Local(Response head, String text) implements Answer {}
}
