package dev.skerry.edge.purge;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A file of entries, each with its length and checksum, behind eight bytes that say what it is:
 * appended to, or written anew as a whole. Used by one thread at a time, but for {@link #sync}.
 */
final class JournalFile implements Closeable {
  private static final long MAGIC = 0x534B_5250_5552_4731L;
  private static final int HEADER_BYTES = 8;
  private static final int MAX_ENTRY_BYTES = 64 << 20;

  private final FileChannel channel;
  private long end;

  private JournalFile(FileChannel channel, long end) {
    this.channel = channel;
    this.end = end;
  }

  /**
   * What a file said.
   *
   * @param entries in order, as far as they are intact
   * @param damaged whether there was more that cannot be read, and that was not just the torn end
   *     of the last append
   */
  record Found(List<byte[]> entries, boolean damaged) {}

  /** Reads a file. */
  static Found read(Path file) throws IOException {
    List<byte[]> entries = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file));
    if (in.remaining() < HEADER_BYTES || in.getLong() != MAGIC) {
      return new Found(entries, true);
    }
    while (in.remaining() >= 8) {
      int length = in.getInt();
      int sum = in.getInt();
      if (length < 0 || length > MAX_ENTRY_BYTES) {
        return new Found(entries, true);
      }
      if (length > in.remaining()) {
        return new Found(entries, false);
      }
      byte[] entry = new byte[length];
      in.get(entry);
      if (sum(length, entry) != sum) {
        return new Found(entries, true);
      }
      entries.add(entry);
    }
    return new Found(entries, false);
  }

  /** Writes a file with these entries in the place of what may be there, synced. */
  static JournalFile replace(Path file, List<byte[]> entries) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    JournalFile journal = new JournalFile(channel, 0);
    try {
      journal.write(ByteBuffer.allocate(HEADER_BYTES).putLong(MAGIC).flip());
      journal.append(entries);
      channel.force(true);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      syncFolder(file);
      return journal;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static void syncFolder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
      opened.force(true);
    } catch (NoSuchFileException e) {
      throw new IOException("the folder of " + file + " is gone", e);
    }
  }

  /** Appends entries, not synced. */
  void append(List<byte[]> entries) throws IOException {
    int bytes = 0;
    for (byte[] entry : entries) {
      bytes = Math.addExact(bytes, 8 + entry.length);
    }
    ByteBuffer out = ByteBuffer.allocate(bytes);
    for (byte[] entry : entries) {
      out.putInt(entry.length).putInt(sum(entry.length, entry)).put(entry);
    }
    write(out.flip());
  }

  private void write(ByteBuffer out) throws IOException {
    long at = end;
    while (out.hasRemaining()) {
      at += channel.write(out, at);
    }
    end = at;
  }

  /**
   * Returns when all that was appended will be there after a loss of power. Safe for any thread.
   */
  void sync() throws IOException {
    channel.force(false);
  }

  /** Its length in bytes. */
  long bytes() {
    return end;
  }

  private static int sum(int length, byte[] entry) {
    CRC32C crc = new CRC32C();
    for (int shift = 24; shift >= 0; shift -= 8) {
      crc.update(length >>> shift);
    }
    crc.update(entry);
    return (int) crc.getValue();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
