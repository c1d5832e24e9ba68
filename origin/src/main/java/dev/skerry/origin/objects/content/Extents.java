package dev.skerry.origin.objects.content;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.objects.content.ContentException.Kind;
import dev.skerry.origin.objects.content.ContentRow.Composed;
import dev.skerry.origin.objects.content.ContentRow.Inline;
import dev.skerry.origin.objects.content.ContentRow.Kept;
import dev.skerry.origin.objects.content.ContentRow.Seal;
import java.io.InputStream;
import java.nio.ByteBuffer;
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
  private final Depot depot;
  private final DataKeys keys;
  private final Sealing sealing;

  /** What is still to be read; the next of it first. */
  private final Deque<Part> rest = new ArrayDeque<>();

  private @Nullable PlaceExtents opened;

  /** What was opened before it was asked for. */
  private @Nullable Extent ready;

  /** A part of a content, and its row where that is known. */
  private record Part(ContentId id, @Nullable ContentRow row, long offset, long length) {}

  Extents(Engine engine, Depot depot, DataKeys keys, Sealing sealing) {
    this.engine = engine;
    this.depot = depot;
    this.keys = keys;
    this.sealing = sealing;
  }

  void add(ContentId id, ContentRow row, long offset, long length) {
    rest.add(new Part(id, row, offset, length));
  }

  /** Opens what is first, so that its failure is known before anything is sent. */
  void begin() {
    ready = advance();
  }

  /**
   * The next octets, not none; null at the end.
   *
   * @throws ContentException DAMAGED, WRONG_KEY or UNREACHABLE
   */
  public @Nullable Extent next() {
    Extent first = ready;
    if (first != null) {
      ready = null;
      return first;
    }
    return advance();
  }

  private @Nullable Extent advance() {
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
        Extent inline = open(part);
        if (inline != null) {
          return inline;
        }
      }
    }
  }

  /** Opens what a part is of; returns it if it is in its row. */
  private @Nullable Extent open(Part part) {
    ContentRow row = part.row == null ? row(part.id) : part.row;
    if (part.offset + part.length > row.length()) {
      throw damaged(part.id, "it is shorter than what refers to it");
    }
    boolean plain = row.seal().kind() == Seal.Kind.NONE;
    switch (row.place()) {
      case Composed composed -> expand(part, row);
      case Inline(var octets) -> {
        if (plain) {
          ByteBuffer all = ByteBuffer.wrap(octets.octets()).asReadOnlyBuffer();
          return new Extent.OfOctets(all.slice((int) part.offset, (int) part.length));
        }
        byte[] opened = segments(part, row).open(0, true, octets.octets(), 0, octets.length());
        return new Extent.OfOctets(ByteBuffer.wrap(opened, (int) part.offset, (int) part.length));
      }
      case Kept place ->
          opened =
              plain
                  ? depot.extents(part.id, place, part.offset, part.length)
                  : sealed(part, row, place);
    }
    return null;
  }

  private PlaceExtents sealed(Part part, ContentRow row, Kept place) {
    Segments segments = segments(part, row); // before anything is opened that is to be closed
    InputStream in =
        depot.stream(
            part.id,
            place,
            SealedExtents.start(part.offset),
            SealedExtents.span(part.offset, part.length));
    return new SealedExtents(in, segments, row.length(), part.offset, part.length);
  }

  private Segments segments(Part part, ContentRow row) {
    return Segments.open(part.id, row.seal(), sealing, keys);
  }

  private ContentRow row(ContentId id) {
    byte[] value = engine.get(ContentKeys.content(id));
    if (value == null) {
      throw damaged(id, "it is not there");
    }
    return ContentRow.decode(value);
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
    if (ready != null) {
      ready.close();
      ready = null;
    }
    if (opened != null) {
      opened.close();
      opened = null;
    }
  }
}
