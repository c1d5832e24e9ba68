package dev.skerry.edge.codec;

import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Headers;

/**
 * Decodes the field blocks of one HTTP/2 connection and leaves every check to {@link Http2Requests}
 * or {@link Http2Responses}.
 */
public final class Http2HeaderReader extends DefaultHttp2HeadersDecoder {
  /**
   * Makes a decoder.
   *
   * @param maxListBytes the largest field list, counted as SETTINGS_MAX_HEADER_LIST_SIZE counts
   */
  public Http2HeaderReader(long maxListBytes) {
    super(false, maxListBytes);
  }

  @Override
  protected Http2Headers newHeaders() {
    return new Http2HeaderList(numberOfHeadersGuess());
  }
}
