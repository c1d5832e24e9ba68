package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.Content;
import dev.skerry.edge.cache.PackedFields;
import dev.skerry.edge.cache.PartialMerge;
import dev.skerry.edge.cache.Segment;
import dev.skerry.edge.cache.StoredHead;
import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.semantics.ByteRange;
import dev.skerry.edge.semantics.ContentRange;
import dev.skerry.edge.semantics.PartialContent;
import dev.skerry.edge.semantics.Storability;
import dev.skerry.edge.semantics.StoreDecision;
import dev.skerry.edge.semantics.StoredFields;
import dev.skerry.edge.semantics.SurrogateTags;
import dev.skerry.edge.semantics.Timing;
import dev.skerry.edge.semantics.Validators;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Response;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes a whole response of a stored part and the missing part that the origin sends (RFC 9111
 * §3.4); where the two do not belong together, the whole is fetched.
 */
final class Completing {
  /**
   * What is to be completed.
   *
   * @param stored the part, whose representation has a known length
   * @param missing what was asked of the origin
   */
  record Gap(StoredResponse stored, ByteRange missing) {}

  private Completing() {}

  static void run(Fetch fetch, Response response, boolean hasContent) {
    Gap gap = Objects.requireNonNull(fetch.plan.completing());
    Filling filling = hasContent ? filling(fetch, gap, response) : null;
    if (filling == null) {
      fetch.refetchWhole();
    } else {
      fetch.fill(filling, true);
    }
  }

  private static @Nullable Filling filling(Fetch fetch, Gap gap, Response response) {
    StoredResponse part = gap.stored();
    ContentRange range = ContentRange.parse(response.fields().first(FieldNames.CONTENT_RANGE));
    boolean fits =
        range != null
            && range.range().equals(gap.missing())
            && fetch.services.store().isUsable(part)
            && PartialContent.mayCombine(
                part.head().validators(),
                part.totalLength(),
                Validators.of(response.fields()),
                range.completeLength());
    if (!fits) {
      return null;
    }
    SurrogateTags said = fetch.tags.of(response.fields());
    response.fields().removeIf((name, value) -> SurrogateTags.isTagField(name));
    Timing timing = new Timing(fetch.requestMillis, fetch.services.clock().millis());
    Fields combined = PartialContent.combinedFields(part.fields(), response.fields());
    StoreDecision decision =
        Storability.decide(
            fetch.plan.toOrigin(), 200, combined, fetch.plan.rule().cache().semantics(), timing);
    List<String> tags = fetch.plan.joined(part.tags(), said);
    if (!(decision instanceof StoreDecision.Store store) || tags == null) {
      return null;
    }
    Fields kept = StoredFields.of(combined, store.withoutFields(), timing.responseMillis());
    StoredHead head =
        StoredHead.of(
            part.key(),
            200,
            PackedFields.of(kept),
            store.freshness(),
            part.head().vary(),
            part.head().variant(),
            tags,
            fetch.ticket);
    Content content =
        new Content(
            gap.missing().length(),
            fetch.plan.snapshot().cache().maxObjectBytes(),
            fetch.services.contentMemory());
    List<Segment> segments =
        PartialMerge.combined(part.segments(), new Segment(gap.missing().first(), content));
    StoredResponse whole = StoredResponse.make(head, segments, part.totalLength(), List.of());
    if (whole == null) {
      content.release();
      return null;
    }
    if (whole.slices(0, part.totalLength()).isEmpty()) {
      // A piece had to go to make room for this one, and left a hole.
      whole.release();
      content.release();
      return null;
    }
    boolean shareable = Shareability.isShareable(whole, timing.responseMillis());
    return new Filling(fetch.services, content, whole, shareable, null);
  }
}
