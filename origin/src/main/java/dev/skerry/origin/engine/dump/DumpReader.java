package dev.skerry.origin.engine.dump;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Limits;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Stamp;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a dump, see {@link Block}, and says whatever is not as it was written. The stream is the
 * caller's to close. One thread.
 */
final class DumpReader implements RowSource {
  private final DataInputStream in;
  private final Stamp stamp;
  private ByteBuffer rows = ByteBuffer.allocate(0);
  private int blocks;
  private boolean ended;
  private Report seen;
  private Key last = Key.START;

  DumpReader(InputStream stream) throws IOException {
    in = new DataInputStream(stream);
    if (!Arrays.equals(in.readNBytes(Block.MAGIC.length), Block.MAGIC)) {
      throw new EngineException.Unsupported("this is no dump: it does not begin with SKRYDUMP");
    }
    Block header = Block.read(in, blocks++);
    if (header.kind() != Block.HEADER || header.octets().remaining() < Integer.BYTES + Long.BYTES) {
      throw Block.damaged(0, "no header");
    }
    int version = header.octets().getInt();
    if (version != Block.VERSION) {
      throw new EngineException.Unsupported(
          "the dump has the version " + version + ", expected " + Block.VERSION);
    }
    long number = header.octets().getLong();
    if (number < 0) {
      throw Block.damaged(0, "the stamp " + number);
    }
    stamp = new Stamp(number);
    seen = Report.of(stamp);
  }

  @Override
  public Stamp stamp() {
    return stamp;
  }

  @Override
  public @Nullable Row next() throws IOException {
    while (!ended && !rows.hasRemaining()) {
      Block block = Block.read(in, blocks++);
      switch (block.kind()) {
        case Block.ROWS -> rows = block.octets();
        case Block.END -> end(block.octets());
        default -> throw Block.damaged(blocks - 1, "the kind " + block.kind());
      }
    }
    return ended ? null : row();
  }

  private Row row() {
    if (rows.remaining() < Block.ROW_BYTES) {
      throw Block.damaged(blocks - 1, "half a row");
    }
    int keyLength = rows.getInt();
    int valueLength = rows.getInt();
    Row row = new Row(Limits.checked(Key.wrap(octets(keyLength))), octets(valueLength));
    Limits.checked(row.value());
    if (row.key().compareTo(last) <= 0) {
      throw Block.damaged(blocks - 1, "the key " + row.key() + " after " + last);
    }
    last = row.key();
    seen = seen.and(row);
    return row;
  }

  private byte[] octets(int length) {
    if (length < 0 || length > rows.remaining()) {
      throw Block.damaged(blocks - 1, "a row that goes beyond it");
    }
    byte[] octets = new byte[length];
    rows.get(octets);
    return octets;
  }

  private void end(ByteBuffer told) throws IOException {
    if (told.remaining() != 2 * Long.BYTES) {
      throw Block.damaged(blocks - 1, "an end of " + told.remaining() + " bytes");
    }
    long count = told.getLong();
    long bytes = told.getLong();
    if (count != seen.rows() || bytes != seen.bytes()) {
      throw Block.damaged(blocks - 1, count + " rows of the " + seen.rows() + " that were read");
    }
    if (in.read() >= 0) {
      throw Block.damaged(blocks, "octets after the dump's end");
    }
    ended = true;
  }

  @Override
  public void close() {
    ended = true;
  }
}
