package dev.skerry.control.api;

import dev.skerry.edge.flow.ViewerStream;

/**
 * The content of a reply from when it is made until it is sent, at the pace at which the client
 * takes it. Made on any thread, sent on the exchange's event loop.
 */
interface Sending {
  /** Sends what can be sent now; answers whether nothing more is to be sent by calls of this. */
  boolean send(ViewerStream viewer);

  /** Gives up what is held for content; called at most once, where it was not all sent. */
  void release();
}
