package dev.skerry.loadtest.generator;

import dev.skerry.loadtest.origin.Content;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection of HTTP/1.1, with one request at a time. */
final class Http1Viewer extends ByteToMessageDecoder implements Viewer, AnswerReader.Content {
  private final Lane lane;
  private final Connector connector;
  private final AnswerReader reader;
  private final byte[] before;
  private final byte[] after;
  private @Nullable ChannelHandlerContext context;
  private @Nullable Ask ask;
  private int contentStart;
  private boolean contentIsRight;
  private boolean leaving;

  Http1Viewer(Lane lane, Connector connector) {
    this.lane = lane;
    this.connector = connector;
    byte[][] around = lane.plan().target().around(lane.plan().fields());
    before = around[0];
    after = around[1];
    reader = new AnswerReader(this);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  @Override
  public void send(Ask next) {
    ChannelHandlerContext to = context;
    if (to == null) {
      throw new IllegalStateException("not connected");
    }
    ask = next;
    contentIsRight = true;
    if (lane.plan().check()) {
      contentStart = Content.start(Long.toString(next.key()));
    }
    String path = lane.plan().target().path(next);
    ByteBuf head = to.alloc().buffer(before.length + path.length() + after.length);
    head.writeBytes(before);
    ByteBufUtil.writeAscii(head, path);
    head.writeBytes(after);
    to.writeAndFlush(head, to.voidPromise());
  }

  @Override
  protected void decode(ChannelHandlerContext from, ByteBuf in, List<Object> out) {
    while (in.isReadable()) {
      if (ask == null) {
        in.skipBytes(in.readableBytes()); // nobody asked for this
        from.close();
        return;
      }
      int there = in.readableBytes();
      if (!reader.read(in)) {
        if (in.readableBytes() == there) {
          return;
        }
        continue;
      }
      complete(from);
    }
  }

  private void complete(ChannelHandlerContext from) {
    Ask answered = ask;
    if (answered == null) {
      return;
    }
    ask = null;
    boolean stays = reader.connectionStays();
    lane.answered(answered, reader.status(), reader.length(), contentIsRight);
    reader.next();
    if (stays) {
      lane.free(this);
    } else {
      from.close();
    }
  }

  @Override
  public void content(ByteBuf bytes, long offset) {
    if (lane.plan().check() && reader.status() == 200 && contentIsRight) {
      contentIsRight = Content.matches(bytes, contentStart, offset);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext from) throws Exception {
    super.channelInactive(from);
    if (reader.endsWithConnection() && ask != null) {
      complete(from);
    }
    lane.gone(this);
    fail(Fault.CLOSED);
    if (!leaving) {
      lane.counts().reconnects.increment();
      connector.connectAgain(lane);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
    fail(cause instanceof IOException ? Fault.CLOSED : Fault.PROTOCOL);
    from.close();
  }

  @Override
  public void giveUpBefore(long due) {
    if (ask != null && ask.due() < due && context != null) {
      fail(Fault.TIMEOUT);
      context.close();
    }
  }

  private void fail(Fault fault) {
    Ask failed = ask;
    if (failed != null) {
      ask = null;
      lane.failed(failed, fault);
    }
  }

  @Override
  public void leave() {
    leaving = true;
    if (context != null) {
      context.close();
    }
  }
}
