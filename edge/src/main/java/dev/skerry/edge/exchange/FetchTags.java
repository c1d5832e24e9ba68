package dev.skerry.edge.exchange;

import dev.skerry.edge.semantics.SurrogateTags;
import dev.skerry.http.Fields;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tags of what a fetch brings: those that the origin says, those that a handler said, and those
 * of what handlers have read for it. Of the fetch's event loop, but for what is read, which notes
 * on any thread.
 */
final class FetchTags {
  private final FetchPlan plan;

  /** What handlers have read before the fetch began; null for nothing. */
  private @Nullable ReadTags before;

  /** What they read from then on; null until one of them may. */
  private @Nullable ReadTags read;

  private @Nullable Collection<String> passed = List.of();

  FetchTags(FetchPlan plan) {
    this.plan = plan;
  }

  /** The response is also made of what handlers read earlier, after its ticket was taken. */
  void isMadeOf(@Nullable ReadTags earlier) {
    before = earlier;
  }

  /** What they read earlier, or null. */
  @Nullable ReadTags before() {
    return before;
  }

  /** Where it is noted what handlers read in tables and buckets for this response. */
  ReadTags read() {
    if (read == null) {
      read = new ReadTags();
    }
    return read;
  }

  /** The tags of what handlers have read for this response. */
  Set<String> ofRead() {
    if (before == null && read == null) {
      return Set.of();
    }
    Set<String> all = new LinkedHashSet<>();
    if (before != null) {
      all.addAll(before.all());
    }
    if (read != null) {
      all.addAll(read.all());
    }
    return all;
  }

  /** All tags of a response with these fields. */
  SurrogateTags of(Fields received) {
    return plan.withTags(plan.tags(received), ofRead());
  }

  /** The tags that a response has beside those that its fields say. */
  Set<String> besideFields() {
    Set<String> all = new LinkedHashSet<>(plan.directions().tags());
    all.addAll(ofRead());
    return all;
  }

  /** Notes the tags of a response that is passed on without the fields that say them. */
  void passes(Fields received) {
    if (plan.rule().hooks().viewerResponse() != null) {
      SurrogateTags all = of(received);
      passed = all.complete() ? all.tags() : null;
    }
  }

  /** The tags that a response has before its fields say them; null if they are too many. */
  @Nullable Collection<String> passed() {
    return passed;
  }
}
