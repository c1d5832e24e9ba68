package dev.skerry.edge.upstream;

import dev.skerry.edge.codec.HeadLimits;
import dev.skerry.edge.codec.Http2Fields;
import io.netty.handler.codec.http2.DefaultHttp2LocalFlowController;
import io.netty.handler.codec.http2.Http2Connection.Endpoint;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2LocalFlowController;
import io.netty.handler.codec.http2.Http2Settings;

/** Sets up Netty's HTTP/2 codec for the client's side. */
final class Http2Codecs {
  /** Content that an origin may send on one stream before it was passed on. */
  private static final int WINDOW_BYTES = 256 << 10;

  private static final float REFILL_AT = 0.5f;

  private Http2Codecs() {}

  /**
   * Makes a codec whose streams each have their own window, while the connection's is always
   * refilled: so one slow viewer does not hold up the others.
   */
  static Http2FrameCodec client(HeadLimits limits) {
    Http2FrameCodec codec =
        Http2FrameCodecBuilder.forClient()
            .initialSettings(
                Http2Settings.defaultSettings()
                    .pushEnabled(false)
                    .initialWindowSize(WINDOW_BYTES)
                    .maxHeaderListSize(limits.headerBytes()))
            .headerSensitivityDetector(Http2Fields.SENSITIVE)
            .encoderIgnoreMaxHeaderListSize(true)
            .decoupleCloseAndGoAway(true)
            .build();
    Endpoint<Http2LocalFlowController> local = codec.connection().local();
    local.flowController(
        new DefaultHttp2LocalFlowController(codec.connection(), REFILL_AT, true)
            .frameWriter(codec.encoder().frameWriter()));
    return codec;
  }
}
