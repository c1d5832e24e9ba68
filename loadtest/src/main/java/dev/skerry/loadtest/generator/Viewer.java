package dev.skerry.loadtest.generator;

/** A connection that asks: one request at a time, or several streams. On its lane's thread only. */
interface Viewer {
  /** Sends a request; what becomes of it is told to the lane. */
  void send(Ask ask);

  /** Fails and closes what waits for an answer to something that was due before this moment. */
  void giveUpBefore(long due);

  /** Closes the connection without telling the lane. */
  void leave();
}
