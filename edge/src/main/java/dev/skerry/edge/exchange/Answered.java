package dev.skerry.edge.exchange;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.flow.ViewerEvents;
import dev.skerry.http.Fields;
import io.netty.buffer.ByteBuf;

/** Who is told of a request that was answered before anything could happen to it: nobody. */
final class Answered implements ViewerEvents {
  static final Answered INSTANCE = new Answered();

  private Answered() {}

  @Override
  public void data(ByteBuf content) {
    content.release();
  }

  @Override
  public void end(Fields trailers) {}

  @Override
  public void fail(ProxyError error) {}

  @Override
  public void writable() {}

  @Override
  public void gone() {}
}
