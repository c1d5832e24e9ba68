package dev.skerry.edge.disk;

import io.netty.util.AbstractReferenceCounted;
import io.netty.util.IllegalReferenceCountException;
import io.netty.util.ReferenceCounted;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file of the log, open for as long as anybody reads it: the log and each content that stands
 * in it hold a reference; the last one closes it. Its name may be gone long before.
 */
final class SegmentFile extends AbstractReferenceCounted {
  private static final Pattern NAME = Pattern.compile("segment-([0-9a-f]{8})");

  private final int number;
  private final Path path;
  private final FileChannel channel;

  private SegmentFile(int number, Path path, FileChannel channel) {
    this.number = number;
    this.path = path;
    this.channel = channel;
  }

  /** Makes the file of a new segment. */
  static SegmentFile create(Path folder, int number) throws IOException {
    Path path = folder.resolve(name(number));
    return new SegmentFile(
        number,
        path,
        FileChannel.open(
            path,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE));
  }

  /** Opens an existing segment to read it. */
  static SegmentFile open(Path folder, int number) throws IOException {
    Path path = folder.resolve(name(number));
    return new SegmentFile(number, path, FileChannel.open(path, StandardOpenOption.READ));
  }

  private static String name(int number) {
    return "segment-%08x".formatted(number);
  }

  /** The number of the segment whose file has that name; empty if it is none. */
  static OptionalInt number(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    if (!name.matches()) {
      return OptionalInt.empty();
    }
    int number = Integer.parseUnsignedInt(name.group(1), 16);
    return number > 0 ? OptionalInt.of(number) : OptionalInt.empty();
  }

  /** Whether an error of a file means that its disk is full. */
  static boolean isNoSpace(Exception e) {
    String message = e.getMessage();
    return message != null
        && (message.contains("No space left") || message.contains("quota exceeded"));
  }

  int number() {
    return number;
  }

  FileChannel channel() {
    return channel;
  }

  /** Bytes of the file now. */
  long size() throws IOException {
    return channel.size();
  }

  /** Takes a reference, unless the file is closed. */
  boolean tryRetain() {
    try {
      retain();
      return true;
    } catch (IllegalReferenceCountException closed) {
      return false;
    }
  }

  /**
   * Fills the buffer from its position on to its limit.
   *
   * @throws EOFException if the file ends before
   */
  void read(ByteBuffer into, long from) throws IOException {
    long at = from;
    while (into.hasRemaining()) {
      int n = channel.read(into, at);
      if (n < 0) {
        throw new EOFException(path + " ends at " + at);
      }
      at += n;
    }
  }

  /** Writes all that remains in the buffer. */
  void write(ByteBuffer from, long to) throws IOException {
    long at = to;
    while (from.hasRemaining()) {
      at += channel.write(from, at);
    }
  }

  /** Whether the file has its name still. */
  boolean isThere() {
    return Files.exists(path);
  }

  /** Takes the file's name away; who reads it goes on. */
  void unlink() throws IOException {
    Files.deleteIfExists(path);
  }

  @Override
  protected void deallocate() {
    try {
      channel.close();
    } catch (IOException nothingToBeDone) {
      // It was only read from, or what was written has been given up.
    }
  }

  @Override
  public ReferenceCounted touch(Object hint) {
    return this;
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
