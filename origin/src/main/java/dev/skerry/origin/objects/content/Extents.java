package dev.skerry.origin.objects.content;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.objects.content.ContentException.Kind;
import dev.skerry.origin.objects.content.ContentRow.Composed;
import dev.skerry.origin.objects.content.ContentRow.InFile;
import dev.skerry.origin.objects.content.ContentRow.Inline;
import dev.skerry.origin.objects.content.ContentRow.Seal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The octets of a part of a content, place by place, each opened only when it is asked for. To be
 * closed, and before the content that it is of. Used by one thread at a time.
 */
public final class Extents implements AutoCloseable {
  private final Engine engine;
  private final ContentFiles files;
  private final DataKeys keys;
  private final Sealing sealing;

  /** What is still to be read; the next of it first. */
  private final Deque<Part> rest = new ArrayDeque<>();

  private @Nullable SealedExtents opened;

  /** A part of a content, and its row where that is known. */
  private record Part(ContentId id, @Nullable ContentRow row, long offset, long length) {}

  Extents(Engine engine, ContentFiles files, DataKeys keys, Sealing sealing) {
    this.engine = engine;
    this.files = files;
    this.keys = keys;
    this.sealing = sealing;
  }

  void add(ContentId id, ContentRow row, long offset, long length) {
    rest.add(new Part(id, row, offset, length));
  }

  /**
   * The next octets, not none; null at the end.
   *
   * @throws ContentException DAMAGED or WRONG_KEY
   */
  public @Nullable Extent next() {
    while (true) {
      if (opened != null) {
        Extent next = opened.next();
        if (next != null) {
          return next;
        }
        opened.close();
        opened = null;
      }
      Part part = rest.poll();
      if (part == null) {
        return null;
      }
      if (part.length > 0) {
        Extent next = open(part);
        if (next != null) {
          return next;
        }
      }
    }
  }

  private @Nullable Extent open(Part part) {
    ContentRow row = part.row == null ? row(part.id) : part.row;
    if (part.offset + part.length > row.length()) {
      throw damaged(part.id, "it is shorter than what refers to it");
    }
    switch (row.place()) {
      case Composed composed -> {
        expand(part, row);
        return null;
      }
      case Inline(var octets) -> {
        if (row.seal().kind() == Seal.Kind.NONE) {
          ByteBuffer all = ByteBuffer.wrap(octets.octets()).asReadOnlyBuffer();
          return new Extent.OfOctets(all.slice((int) part.offset, (int) part.length));
        }
        byte[] plain =
            Segments.open(part.id, row.seal(), sealing, keys)
                .open(0, true, octets.octets(), 0, octets.length());
        return new Extent.OfOctets(ByteBuffer.wrap(plain, (int) part.offset, (int) part.length));
      }
      case InFile place -> {
        if (row.seal().kind() == Seal.Kind.NONE) {
          return new Extent.OfFile(channel(part.id, place), part.offset, part.length);
        }
        Segments segments = Segments.open(part.id, row.seal(), sealing, keys);
        opened =
            new SealedExtents(
                channel(part.id, place), segments, row.length(), part.offset, part.length);
        return null;
      }
    }
  }

  private ContentRow row(ContentId id) {
    byte[] value = engine.get(ContentKeys.content(id));
    if (value == null) {
      throw damaged(id, "it is not there");
    }
    return ContentRow.decode(value);
  }

  private FileChannel channel(ContentId id, InFile place) {
    try {
      return FileChannel.open(files.file(id, place), StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      throw new ContentException(Kind.DAMAGED, "the file of content " + id + " is not there", e);
    } catch (IOException e) {
      throw new ContentException(
          Kind.DAMAGED, "the file of content " + id + " cannot be read: " + e, e);
    }
  }

  /** Puts in front what a part of a composed content is of, as far as one row of it tells. */
  private void expand(Part part, ContentRow row) {
    Range upTo =
        new Range(ContentKeys.slices(part.id), ContentKeys.slices(part.id, part.offset).next());
    List<Row> rows =
        engine.<List<Row>, RuntimeException>read(
            snapshot -> snapshot.scan(Scan.of(upTo).inReverse().upTo(1)).rows());
    if (rows.isEmpty()) {
      throw damaged(part.id, "its slices are not there");
    }
    long at = ContentKeys.offset(rows.getFirst().key());
    long end = part.offset + part.length;
    List<Part> found = new ArrayList<>();
    for (Slice slice : Composition.slices(rows.getFirst())) {
      long from = Math.max(at, part.offset);
      long to = Math.min(at + slice.length(), end);
      if (from < to) {
        found.add(new Part(slice.content(), null, slice.offset() + from - at, to - from));
      }
      at += slice.length();
    }
    if (at <= part.offset) {
      throw damaged(part.id, "slices of it are not there");
    }
    if (at < end) {
      rest.addFirst(new Part(part.id, row, at, end - at));
    }
    for (Part one : found.reversed()) {
      rest.addFirst(one);
    }
  }

  private static ContentException damaged(ContentId id, String what) {
    return new ContentException(Kind.DAMAGED, "content " + id + " is damaged: " + what);
  }

  /** Gives back what it holds; extents that were returned are their receivers'. */
  @Override
  public void close() {
    rest.clear();
    if (opened != null) {
      opened.close();
      opened = null;
    }
  }
}
