package dev.skerry.origin.engine.dump;

import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Stamp;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Writes a dump, see {@link Block}. One thread. */
final class DumpWriter {
  private final DataOutputStream out;
  private final ByteBuffer rows = ByteBuffer.allocate(Block.MOST_BYTES);
  private int blocks;

  DumpWriter(OutputStream out, Stamp stamp) throws IOException {
    this.out = new DataOutputStream(out);
    this.out.write(Block.MAGIC);
    write(
        Block.HEADER,
        ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
            .putInt(Block.VERSION)
            .putLong(stamp.number())
            .array());
  }

  /** Adds a row; whether that ended a block. */
  boolean add(Row row) throws IOException {
    rows.putInt(row.key().length()).putInt(row.value().length);
    rows.put(row.key().octets()).put(row.value());
    boolean full = rows.position() >= Block.FULL_BYTES;
    if (full) {
      flush();
    }
    return full;
  }

  /** Ends it; without that it is no dump. */
  void end(Report report) throws IOException {
    if (rows.position() > 0) {
      flush();
    }
    write(
        Block.END,
        ByteBuffer.allocate(2 * Long.BYTES).putLong(report.rows()).putLong(report.bytes()).array());
    out.flush();
  }

  private void flush() throws IOException {
    byte[] octets = new byte[rows.position()];
    rows.flip().get(octets);
    rows.clear();
    write(Block.ROWS, octets);
  }

  private void write(byte kind, byte[] octets) throws IOException {
    Block.write(out, kind, blocks++, octets);
  }
}
