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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One file of the log, open for as long as anybody reads it: the log and each content that stands
 * in it hold a reference; the last one closes it. Its name may be gone long before.
 */
final class SegmentFile extends AbstractReferenceCounted {
  private static final Pattern NAME = Pattern.compile("segment-([0-9a-f]{8})");

  private final int number;
  private final Path path;
  private final FileChannel channel;
  private final PageCacheView pages;
  private volatile boolean growing;

  /** Those of responses in the memory tier. */
  private final Set<SegmentBody> bodies = ConcurrentHashMap.newKeySet();

  /** Who drops it; null while it is in the log. */
  private volatile @Nullable Thread dropper;

  private volatile Runnable onClosed = () -> {};

  private SegmentFile(int number, Path path, FileChannel channel, boolean growing) {
    this.number = number;
    this.path = path;
    this.channel = channel;
    this.pages = new PageCacheView(channel);
    this.growing = growing;
  }

  /** Makes the file of a new segment. */
  static SegmentFile create(Path folder, int number) throws IOException {
    Path path = folder.resolve(name(number));
    return new SegmentFile(
        number,
        path,
        FileChannel.open(
            path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
        true);
  }

  /** Opens an existing segment to read it, and to cut it short when it must go. */
  static SegmentFile open(Path folder, int number) throws IOException {
    Path path = folder.resolve(name(number));
    return new SegmentFile(
        number,
        path,
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE),
        false);
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

  /** Says that nothing more is written into it. */
  void isWhole() {
    growing = false;
  }

  /** Whether the file has its name still. */
  boolean isThere() {
    return Files.exists(path);
  }

  /**
   * Takes the file's name away; who reads it goes on.
   *
   * @throws IOException if it may have it still: it cannot be deleted, or its folder is away and
   *     may come back with it
   */
  void unlink() throws IOException {
    if (!Files.deleteIfExists(path) && !Files.exists(path.resolveSibling(DiskFolder.IDENTITY))) {
      throw new IOException(path + " cannot be deleted, as its folder is away");
    }
  }

  // ---- the responses in memory that stand in it

  /** A body of it belongs to a response in the memory tier from now on. */
  void used(SegmentBody body) {
    bodies.add(body);
  }

  /** It does no more. */
  void unused(SegmentBody body) {
    bodies.remove(body);
  }

  /** Makes the view of its pages reach to an offset. Reads nothing, but may wait for the disk. */
  void map(long end) throws IOException {
    pages.reach(end, growing);
  }

  /** Whether these bytes are in the system's page cache, as far as can be told; never waits. */
  boolean isInPageCache(long from, long to) {
    return pages.isLoaded(from, to);
  }

  // ---- its end

  /**
   * Gives up the log's reference and the file's name, and takes the responses that stand in it out
   * of the memory tier: then only who sends one right now holds it.
   *
   * @param closed run once the file is closed and its space is free; by this thread, or by one of
   *     its own where somebody holds it longer, as freeing it takes a while
   * @return whether it is closed now
   * @throws IOException if it keeps its name
   */
  boolean drop(Runnable closed) throws IOException {
    onClosed = closed;
    dropper = Thread.currentThread();
    bodies.forEach(SegmentBody::forget);
    try {
      unlink();
    } finally {
      release();
    }
    return refCnt() == 0;
  }

  /** Whether the log has let go of it. */
  boolean isDropped() {
    return dropper != null;
  }

  /** Frees its space, whoever reads it: they find it cut short, and break off. */
  void cut() throws IOException {
    if (tryRetain()) {
      try {
        channel.truncate(0);
      } finally {
        release();
      }
    }
  }

  @Override
  protected void deallocate() {
    Thread by = dropper;
    if (by == null || by.equals(Thread.currentThread())) {
      close();
    } else {
      var _ = Thread.ofPlatform().daemon().name("skerry-disk-close").start(this::close);
    }
  }

  private void close() {
    pages.close();
    try {
      channel.close();
    } catch (IOException nothingToBeDone) {
      // It was only read from, or what was written has been given up.
    }
    onClosed.run();
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
