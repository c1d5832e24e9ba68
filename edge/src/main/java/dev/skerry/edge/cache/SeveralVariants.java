package dev.skerry.edge.cache;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** More than one stored response of one key. */
final class SeveralVariants implements Variants {
  private static final int OWN_BYTES = 56;

  private final List<StoredResponse> newestFirst;

  private SeveralVariants(List<StoredResponse> newestFirst) {
    this.newestFirst = List.copyOf(newestFirst);
  }

  static Variants of(List<StoredResponse> newestFirst) {
    return newestFirst.size() == 1 ? newestFirst.getFirst() : new SeveralVariants(newestFirst);
  }

  /** These with one more that counts as the oldest, and takes no other's place. */
  static Variants withOlder(@Nullable Variants variants, StoredResponse added) {
    List<StoredResponse> more = new ArrayList<>(2);
    if (variants != null) {
      more.addAll(variants.newestFirst());
    }
    more.add(added);
    return of(more);
  }

  @Override
  public List<StoredResponse> newestFirst() {
    return newestFirst;
  }

  @Override
  public long entryWeight() {
    long sum = OWN_BYTES + 4L * newestFirst.size();
    for (StoredResponse stored : newestFirst) {
      sum += stored.entryWeight();
    }
    return sum;
  }

  @Override
  public Variants with(StoredResponse added, int limit, List<StoredResponse> dropped) {
    List<StoredResponse> kept = new ArrayList<>(newestFirst.size() + 1);
    kept.add(added);
    for (StoredResponse old : newestFirst) {
      if (old == added) {
        continue;
      }
      if (added.replaces(old) || kept.size() >= limit) {
        dropped.add(old);
      } else {
        kept.add(old);
      }
    }
    return of(kept);
  }

  @Override
  public boolean contains(StoredResponse stored) {
    return newestFirst.stream().anyMatch(other -> other == stored);
  }

  @Override
  public @Nullable Variants without(StoredResponse removed) {
    List<StoredResponse> kept = newestFirst.stream().filter(stored -> stored != removed).toList();
    return kept.isEmpty() ? null : of(kept);
  }
}
