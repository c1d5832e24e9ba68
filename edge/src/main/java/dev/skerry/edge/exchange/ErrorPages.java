package dev.skerry.edge.exchange;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.http.Request;
import org.jspecify.annotations.Nullable;

/** What viewers are shown of an error of the edge, in place of a line of text. */
@FunctionalInterface
public interface ErrorPages {
  /** That line: viewers are strangers, who must not know more. */
  ErrorPages NONE = (_, _, _) -> null;

  /**
   * Content in UTF-8.
   *
   * @param type the value of {@code content-type}
   */
  record Page(String type, String text) {}

  /**
   * The page; null for the line of text. Called on event loops, must not block for long.
   *
   * @param request as it is now, not to be changed
   * @param requestId the exchange's name in logs; empty where it has none
   */
  @Nullable Page of(Request request, String requestId, ProxyError error);
}
