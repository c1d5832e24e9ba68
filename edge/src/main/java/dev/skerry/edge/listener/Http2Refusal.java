package dev.skerry.edge.listener;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.skerry.edge.codec.Http2Responses;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Stream;

/** The answer that a listener gives by itself on an HTTP/2 stream. */
final class Http2Refusal {
  private Http2Refusal() {}

  static void write(Http2Connection connection, Http2Stream stream, int status, String sentence) {
    ChannelHandlerContext ctx = connection.ctx();
    byte[] content = (sentence + '\n').getBytes(US_ASCII);
    Fields fields =
        Fields.of(
            FieldNames.CONTENT_TYPE, "text/plain; charset=utf-8",
            FieldNames.CACHE_CONTROL, "no-store",
            FieldNames.CONTENT_LENGTH, Integer.toString(content.length));
    Response response = new Response(status, fields);
    connection
        .encoder()
        .writeHeaders(
            ctx,
            stream.id(),
            Http2Responses.write(response, connection.server().clock),
            0,
            false,
            ctx.newPromise());
    ByteBuf buffer = ctx.alloc().buffer(content.length).writeBytes(content);
    connection.encoder().writeData(ctx, stream.id(), buffer, 0, true, ctx.newPromise());
    connection.writePending();
  }
}
