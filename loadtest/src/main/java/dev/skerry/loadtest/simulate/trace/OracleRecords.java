package dev.skerry.loadtest.simulate.trace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The records of libCacheSim's format oracleGeneral. */
final class OracleRecords {
  private static final int BYTES = 24;
  private static final int OBJECT = 4;
  private static final int SIZE = 12;

  private OracleRecords() {}

  static void read(InputStream in, TraceBuilder into) throws IOException {
    byte[] bytes = new byte[BYTES * 4096];
    ByteBuffer records = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int read;
    while (!into.isFull() && (read = in.readNBytes(bytes, 0, bytes.length)) > 0) {
      if (read % BYTES != 0) {
        throw new IOException("ends within a record of " + BYTES + " bytes");
      }
      for (int at = 0; at < read && !into.isFull(); at += BYTES) {
        into.add(records.getLong(at + OBJECT), Integer.toUnsignedLong(records.getInt(at + SIZE)));
      }
    }
  }
}
