package dev.skerry.edge.upstream;

import dev.skerry.edge.flow.ContentSink;
import dev.skerry.edge.flow.ContentSource;

/**
 * One request on one connection: where its content goes, and the control over the response's. After
 * {@link #cancel}, or after {@link #fail}, it tells nothing more.
 */
interface OriginStream extends ContentSink, ContentSource {
  /** False while more request content is waiting than the high watermark. */
  boolean isWritable();

  /** Hands what was written to the socket. */
  void flush();
}
