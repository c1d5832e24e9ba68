package dev.skerry.edge.disk;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The body of a record that is to be written; may be shown more than once. */
interface RecordBody {
  /** A record without a body of its own. */
  RecordBody NONE =
      new RecordBody() {
        @Override
        public long bytes() {
          return 0;
        }

        @Override
        public void show(Sink sink) {}
      };

  /** Takes the pieces of a body, one after the other. */
  interface Sink {
    /** The next piece; the buffer is valid in this call only, and may be read to its end. */
    void piece(ByteBuffer piece) throws IOException;
  }

  /** Its length. */
  long bytes();

  /** Shows all of it, from begin to end. */
  void show(Sink sink) throws IOException;
}
