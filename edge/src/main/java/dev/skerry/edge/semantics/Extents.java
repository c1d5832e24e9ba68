package dev.skerry.edge.semantics;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes of a representation are stored: stretches in order, with gaps between them;
 * immutable.
 *
 * @param parts sorted, none touching another
 */
public record Extents(List<ByteRange> parts) {
  /** Nothing. */
  public static final Extents NONE = new Extents(List.of());

  /** The same with one stretch more. */
  public Extents with(ByteRange added) {
    List<ByteRange> result = new ArrayList<>(parts.size() + 1);
    ByteRange all = added;
    int place = 0;
    for (ByteRange part : parts) {
      if (part.touches(all)) {
        all = all.span(part);
      } else {
        result.add(part);
        if (part.last() < all.first()) {
          place = result.size();
        }
      }
    }
    result.add(place, all);
    return new Extents(List.copyOf(result));
  }

  /** Whether every byte of the stretch is there. */
  public boolean covers(ByteRange range) {
    for (ByteRange part : parts) {
      if (part.contains(range)) {
        return true;
      }
    }
    return false;
  }

  /** Whether every byte of all stretches is there. */
  public boolean covers(List<ByteRange> ranges) {
    for (ByteRange range : ranges) {
      if (!covers(range)) {
        return false;
      }
    }
    return true;
  }

  /** Whether they are all the bytes of a representation of that length. */
  public boolean isComplete(long completeLength) {
    return completeLength == 0
        || (completeLength > 0 && covers(new ByteRange(0, completeLength - 1)));
  }

  /** The number of bytes that are there. */
  public long bytes() {
    long bytes = 0;
    for (ByteRange part : parts) {
      bytes += part.length();
    }
    return bytes;
  }

  /**
   * The one stretch whose fetching makes a wanted one complete: from the first byte that is missing
   * to the last one.
   *
   * @return null if nothing is missing
   */
  public @Nullable ByteRange missing(ByteRange wanted) {
    long first = wanted.first();
    long last = wanted.last();
    for (ByteRange part : parts) {
      if (part.first() <= first && part.last() >= first) {
        first = part.last() + 1;
      }
    }
    for (int i = parts.size() - 1; i >= 0; i--) {
      ByteRange part = parts.get(i);
      if (part.last() >= last && part.first() <= last) {
        last = part.first() - 1;
      }
    }
    return first > last ? null : new ByteRange(first, last);
  }
}
