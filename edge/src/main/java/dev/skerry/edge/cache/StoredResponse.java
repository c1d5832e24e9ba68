package dev.skerry.edge.cache;

import dev.skerry.edge.purge.PurgeState;
import dev.skerry.edge.purge.Purgeable;
import dev.skerry.edge.purge.Ticket;
import dev.skerry.http.Fields;
import io.netty.util.IllegalReferenceCountException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A response that may answer further requests: its head, the pieces of its representation that are
 * here, and the encoded copies made of it.
 *
 * <p>Immutable, but for what its ticket remembers of purges. It holds one reference of each content
 * from {@link #make} to {@link #release}; a reader that comes after that gets nothing and looks
 * elsewhere.
 */
public final class StoredResponse implements Purgeable {
  /**
   * A copy of the content in another coding.
   *
   * @param coding the coding's token, as in {@code Content-Encoding}
   */
  public record Encoded(String coding, Content content) {}

  private final StoredHead head;
  private final List<Segment> segments;
  private final long totalLength;
  private final List<Encoded> encoded;

  private StoredResponse(
      StoredHead head, List<Segment> segments, long totalLength, List<Encoded> encoded) {
    this.head = head;
    this.segments = List.copyOf(segments);
    this.totalLength = totalLength;
    this.encoded = List.copyOf(encoded);
  }

  /**
   * Makes a stored response that holds a reference of its own on each content.
   *
   * @param segments ascending, not touching each other; one that begins at 0 if it is complete
   * @param totalLength of the whole representation in bytes; -1 while it is not known
   * @return null if one of the contents is gone
   */
  public static @Nullable StoredResponse make(
      StoredHead head, List<Segment> segments, long totalLength, List<Encoded> encoded) {
    StoredResponse made = new StoredResponse(head, segments, totalLength, encoded);
    return made.retainAll() ? made : null;
  }

  /** A complete response whose content may still be growing. */
  public static StoredResponse of(StoredHead head, Content content) {
    content.retain();
    return new StoredResponse(head, List.of(new Segment(0, content)), -1, List.of());
  }

  /** The same content under another head, or null if the content is gone. */
  public @Nullable StoredResponse withHead(StoredHead newHead) {
    return make(newHead, segments, totalLength, encoded);
  }

  /** The same with one more encoded copy, or null if the content is gone. */
  public @Nullable StoredResponse withEncoded(Encoded copy) {
    List<Encoded> more = new ArrayList<>(encoded);
    more.removeIf(e -> e.coding().equals(copy.coding()));
    more.add(copy);
    return make(head, segments, totalLength, more);
  }

  private boolean retainAll() {
    int retained = 0;
    try {
      for (Segment segment : segments) {
        segment.content().retain();
        retained++;
      }
      for (Encoded copy : encoded) {
        copy.content().retain();
        retained++;
      }
      return true;
    } catch (IllegalReferenceCountException gone) {
      releaseFirst(retained);
      return false;
    }
  }

  /**
   * Gives up its references; called once, by whoever took it out of the index or never put it in.
   */
  public void release() {
    releaseContents();
    head.ticket().release();
  }

  /** The same where another response lives on with its ticket. */
  void releaseContents() {
    releaseFirst(segments.size() + encoded.size());
  }

  /** Whether a purge has made it stale. */
  public boolean isSoftPurged() {
    return head.ticket().state() == PurgeState.SOFT;
  }

  private void releaseFirst(int count) {
    for (int i = 0; i < count; i++) {
      (i < segments.size() ? segments.get(i).content() : encoded.get(i - segments.size()).content())
          .release();
    }
  }

  public StoredHead head() {
    return head;
  }

  public CacheKey key() {
    return head.key();
  }

  public List<Segment> segments() {
    return segments;
  }

  /** The whole content, where it is in one piece; else null. */
  public @Nullable Content whole() {
    return isPartial() || segments.size() != 1 ? null : segments.getFirst().content();
  }

  /**
   * A stretch of one content: from the byte {@code from} to before {@code to}, counted in that
   * content.
   */
  public record Slice(Content content, long from, long to) {}

  /**
   * The slices that make up a range, in order.
   *
   * @param from first byte
   * @param to one past the last byte; {@code Long.MAX_VALUE} for all, where there is one piece only
   * @return empty if some of it is not here
   */
  public List<Slice> slices(long from, long to) {
    List<Slice> slices = new ArrayList<>(segments.size());
    if (segments.size() == 1 && segments.getFirst().start() == 0) {
      slices.add(new Slice(segments.getFirst().content(), from, to));
      return slices;
    }
    long at = from;
    for (Segment segment : segments) {
      if (at < to && segment.start() <= at && at < segment.end()) {
        long end = Math.min(to, segment.end());
        slices.add(new Slice(segment.content(), at - segment.start(), end - segment.start()));
        at = end;
      }
    }
    return at < to ? List.of() : slices;
  }

  /** Whether only some ranges of the representation are here. */
  public boolean isPartial() {
    return head.status() == 206;
  }

  /** The length of the whole representation in bytes, or -1 if it is not known (yet). */
  public long totalLength() {
    return totalLength >= 0 || isPartial() ? totalLength : segments.getFirst().content().length();
  }

  /** The copy in that coding, or null. */
  public @Nullable Content encoded(String coding) {
    for (int i = 0; i < encoded.size(); i++) {
      if (encoded.get(i).coding().equals(coding)) {
        return encoded.get(i).content();
      }
    }
    return null;
  }

  List<Encoded> encodedCopies() {
    return encoded;
  }

  /** Whether this takes the other's place in the index: the same variant of the same key. */
  boolean replaces(StoredResponse other) {
    return head.vary().equals(other.head.vary()) && head.variant().equals(other.head.variant());
  }

  /** Bytes it costs, content and all overhead included. */
  public long weight() {
    long bytes = head.weight() + 128;
    for (Segment segment : segments) {
      bytes += segment.content().weight();
    }
    for (Encoded copy : encoded) {
      bytes += copy.content().weight();
    }
    return bytes;
  }

  // ---- what a purge sees

  @Override
  public Ticket ticket() {
    return head.ticket();
  }

  @Override
  public String site() {
    return head.key().site();
  }

  @Override
  public String host() {
    String url = url();
    int slash = url.indexOf('/');
    return slash < 0 ? url : url.substring(0, slash);
  }

  @Override
  public String url() {
    return head.key().url();
  }

  @Override
  public List<String> tags() {
    return head.tags();
  }

  @Override
  public int status() {
    return head.status();
  }

  @Override
  public Fields fields() {
    return head.fields();
  }

  @Override
  public long sizeBytes() {
    return totalLength();
  }

  @Override
  public long ageMillis(long now) {
    return head.freshness().currentAgeMillis(now);
  }
}
