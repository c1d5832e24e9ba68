package dev.skerry.edge.upstream;

import dev.skerry.edge.flow.ContentSink;
import dev.skerry.edge.flow.ContentSource;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to an origin: a sink for the request's content ({@link #fail} aborts the
 * request) and the control over the response's ({@link ContentSource}; it begins paused at the
 * head).
 */
public interface OriginCall extends ContentSink, ContentSource {
  /** False while more request content is waiting than the high watermark. */
  boolean isWritable();

  /**
   * The origin that was chosen last, as {@code host:port}, for logs and metrics; null before that.
   */
  @Nullable String origin();
}
