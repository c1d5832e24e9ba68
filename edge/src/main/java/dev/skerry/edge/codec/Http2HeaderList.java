package dev.skerry.edge.codec;

import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import org.jspecify.annotations.Nullable;

/**
 * A field list as HPACK decoded it, unchecked, that remembers whether a pseudo-header field came
 * after a regular one (RFC 9113 §8.3), which the collection itself does not keep.
 */
final class Http2HeaderList extends DefaultHttp2Headers {
  private boolean regularSeen;
  private boolean misplaced;

  Http2HeaderList(int sizeHint) {
    super(false, sizeHint);
  }

  @Override
  public Http2Headers add(CharSequence name, CharSequence value) {
    if (name.isEmpty() || name.charAt(0) != ':') {
      regularSeen = true;
    } else if (regularSeen) {
      misplaced = true;
    }
    return super.add(name, value);
  }

  /** Whether a pseudo-header field stands after a regular field. */
  boolean misplaced() {
    return misplaced;
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return this == o;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
