package dev.skerry.edge.listener;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the name that a TLS client asks for and goes on with the certificate for it (RFC 6066
 * §3).
 */
final class TlsServerName extends SniHandler {
  private final long handshakeMs;

  TlsServerName(CertificateStore certificates, long handshakeMs) {
    super(
        (name, promise) -> promise.setSuccess(certificates.contextFor(name)),
        64 * 1024,
        handshakeMs);
    this.handshakeMs = handshakeMs;
  }

  @Override
  protected void replaceHandler(
      ChannelHandlerContext ctx, @Nullable String hostname, SslContext sslContext)
      throws Exception {
    ctx.channel().attr(Facts.SERVER_NAME).set(hostname);
    super.replaceHandler(ctx, hostname, sslContext);
  }

  @Override
  protected SslHandler newSslHandler(SslContext context, ByteBufAllocator allocator) {
    SslHandler handler = super.newSslHandler(context, allocator);
    handler.setHandshakeTimeoutMillis(handshakeMs);
    return handler;
  }
}
