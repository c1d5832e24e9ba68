package dev.skerry.edge.cache;

import dev.skerry.edge.index.WeighedIndex;
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
public final class StoredResponse implements Purgeable, Variants {
  /**
   * A copy of the content in another coding.
   *
   * @param coding the coding's token, as in {@code Content-Encoding}
   */
  public record Encoded(String coding, Content content) {}

  /** What it is made of, where that is not one content that begins at 0 and nothing else. */
  private record Pieces(List<Segment> segments, long totalLength, List<Encoded> encoded) {
    private static final int OWN_BYTES = 80;
    private static final int BYTES_EACH = 40;

    int weight() {
      return OWN_BYTES + BYTES_EACH * (segments.size() + encoded.size());
    }
  }

  /** Of this object and the index's entry. */
  private static final int ENTRY_BYTES = 24 + WeighedIndex.ENTRY_BYTES;

  private final StoredHead head;

  /** The content that begins at 0; the first of the pieces, where there are several. */
  private final Content first;

  private final @Nullable Pieces pieces;

  /** Whether the tier below has it, or is about to. */
  private volatile boolean below;

  private StoredResponse(StoredHead head, Content first, @Nullable Pieces pieces) {
    this.head = head;
    this.first = first;
    this.pieces = pieces;
  }

  private static StoredResponse of(
      StoredHead head, List<Segment> segments, long totalLength, List<Encoded> encoded) {
    Segment first = segments.getFirst();
    boolean plain =
        segments.size() == 1
            && first.start() == 0
            && encoded.isEmpty()
            && head.status() != 206
            && (totalLength < 0 || totalLength == first.content().length());
    return new StoredResponse(
        head,
        first.content(),
        plain ? null : new Pieces(List.copyOf(segments), totalLength, List.copyOf(encoded)));
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
    StoredResponse made = of(head, segments, totalLength, encoded);
    return made.retainAll() ? made : null;
  }

  /** A complete response whose content may still be growing. */
  public static StoredResponse of(StoredHead head, Content content) {
    content.retain();
    return new StoredResponse(head, content, null);
  }

  /** The same content under another head, or null if the content is gone. */
  public @Nullable StoredResponse withHead(StoredHead newHead) {
    StoredResponse made = new StoredResponse(newHead, first, pieces);
    return made.retainAll() ? made : null;
  }

  /** The same with one more encoded copy, or null if the content is gone. */
  public @Nullable StoredResponse withEncoded(Encoded copy) {
    List<Encoded> more = new ArrayList<>(encodedCopies());
    more.removeIf(e -> e.coding().equals(copy.coding()));
    more.add(copy);
    StoredResponse both = make(head, segments(), pieces == null ? -1 : pieces.totalLength(), more);
    if (both != null) {
      both.below = below;
    }
    return both;
  }

  private boolean retainAll() {
    int retained = 0;
    try {
      for (int i = 0; i < contents(); i++) {
        content(i).retain();
        retained++;
      }
      return true;
    } catch (IllegalReferenceCountException gone) {
      releaseFirst(retained);
      return false;
    }
  }

  /** Whether some of its content will never be there. */
  boolean isBroken() {
    for (int i = 0; i < contents(); i++) {
      if (content(i).isFailed()) {
        return true;
      }
    }
    return false;
  }

  private int contents() {
    return pieces == null ? 1 : pieces.segments().size() + pieces.encoded().size();
  }

  private Content content(int i) {
    if (pieces == null) {
      return first;
    }
    int segments = pieces.segments().size();
    return i < segments
        ? pieces.segments().get(i).content()
        : pieces.encoded().get(i - segments).content();
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
    releaseFirst(contents());
  }

  /** Whether the tier below has it, or is about to. */
  public boolean isBelow() {
    return below;
  }

  /** Notes whether the tier below has it, or is about to. */
  public void below(boolean isBelow) {
    below = isBelow;
  }

  /** Whether a purge has made it stale. */
  public boolean isSoftPurged() {
    return head.ticket().state() == PurgeState.SOFT;
  }

  private void releaseFirst(int count) {
    for (int i = 0; i < count; i++) {
      content(i).release();
    }
  }

  public StoredHead head() {
    return head;
  }

  public CacheKey key() {
    return head.key();
  }

  /** The pieces that are here, ascending. */
  public List<Segment> segments() {
    return pieces == null ? List.of(new Segment(0, first)) : pieces.segments();
  }

  /** The whole content, where it is in one piece; else null. */
  public @Nullable Content whole() {
    return isPartial() || (pieces != null && pieces.segments().size() != 1) ? null : first;
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
    List<Segment> segments = segments();
    if (segments.size() == 1 && segments.getFirst().start() == 0) {
      return List.of(new Slice(first, from, to));
    }
    List<Slice> slices = new ArrayList<>(segments.size());
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
    long said = pieces == null ? -1 : pieces.totalLength();
    return said >= 0 || isPartial() ? said : first.length();
  }

  /** The copy in that coding, or null. */
  public @Nullable Content encoded(String coding) {
    if (pieces != null) {
      for (Encoded copy : pieces.encoded()) {
        if (copy.coding().equals(coding)) {
          return copy.content();
        }
      }
    }
    return null;
  }

  List<Encoded> encodedCopies() {
    return pieces == null ? List.of() : pieces.encoded();
  }

  /** Whether this takes the other's place in the index: the same variant of the same key. */
  boolean replaces(StoredResponse other) {
    return head.vary().equals(other.head.vary()) && head.variant().equals(other.head.variant());
  }

  /** Gives back what its contents have taken for being filled. */
  void giveBackReservations() {
    for (int i = 0; i < contents(); i++) {
      content(i).giveBackReservation();
    }
  }

  /** Bytes it costs on the heap, key and the index's entry included. */
  long heapWeight() {
    long bytes = (long) ENTRY_BYTES + head.weight() + head.key().weight();
    for (int i = 0; i < contents(); i++) {
      bytes += content(i).heapWeight();
    }
    return pieces == null ? bytes : bytes + pieces.weight();
  }

  /** Bytes of its contents, off the heap. */
  long contentWeight() {
    long bytes = 0;
    for (int i = 0; i < contents(); i++) {
      bytes += content(i).weight();
    }
    return bytes;
  }

  // ---- as the only one of its key

  @Override
  public List<StoredResponse> newestFirst() {
    return List.of(this);
  }

  @Override
  public long entryWeight() {
    return heapWeight() + contentWeight();
  }

  @Override
  public Variants with(StoredResponse added, int limit, List<StoredResponse> dropped) {
    if (added == this) {
      return this;
    }
    if (added.replaces(this) || limit <= 1) {
      dropped.add(this);
      return added;
    }
    return SeveralVariants.of(List.of(added, this));
  }

  @Override
  public boolean contains(StoredResponse stored) {
    return stored == this;
  }

  @Override
  public @Nullable Variants without(StoredResponse removed) {
    return removed == this ? null : this;
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
