package dev.skerry.edge.flow;

import dev.skerry.http.Fields;
import io.netty.buffer.ByteBuf;
import io.netty.channel.FileRegion;

/**
 * Where the content of one message goes, piece by piece: any number of {@link #data}, then exactly
 * one of {@link #end} or {@link #fail}, after which nothing more comes.
 *
 * <p>A message without content ({@code hasContent} false at its head) causes none of these calls.
 */
public interface ContentSink {
  /** Takes the next piece of content; the sink owns the buffer and must release it. */
  void data(ByteBuf content);

  /**
   * Whether pieces of content that are in a file may come as {@link #file}, which spares copies;
   * asked before each.
   */
  default boolean takesFiles() {
    return false;
  }

  /**
   * Takes the next piece of content, as {@link #data} does, where {@link #takesFiles}; the sink
   * owns the region and must release it.
   */
  default void file(FileRegion content) {
    content.release();
    throw new IllegalStateException("this sink takes no files");
  }

  /**
   * The content is complete. {@code trailers} is the trailer section, empty where there is none.
   */
  void end(Fields trailers);

  /** The content will never be complete: what came so far is a truncated message. */
  void fail(ProxyError error);
}
