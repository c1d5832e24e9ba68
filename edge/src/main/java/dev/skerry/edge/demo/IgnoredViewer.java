package dev.skerry.edge.demo;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.flow.ViewerEvents;
import dev.skerry.http.Fields;
import io.netty.buffer.ByteBuf;

/** Takes what a viewer sends after its request's head and does nothing with it. */
enum IgnoredViewer implements ViewerEvents {
  INSTANCE;

  @Override
  public void data(ByteBuf content) {
    content.release();
  }

  @Override
  public void end(Fields trailers) {
    // the answer is already written
  }

  @Override
  public void fail(ProxyError error) {
    // the answer is already written
  }

  @Override
  public void writable() {
    // the answer is already written
  }

  @Override
  public void gone() {
    // the answer is already written
  }
}
