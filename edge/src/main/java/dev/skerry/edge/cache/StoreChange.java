package dev.skerry.edge.cache;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One change of what is stored under a key: within the change of the index it is counted what comes
 * and what goes, and after it {@link #release released} what went.
 */
final class StoreChange {
  private final StoredBytes bytes;
  private final List<StoredResponse> gone = new ArrayList<>(2);
  private @Nullable StoredResponse came;

  StoreChange(StoredBytes bytes) {
    this.bytes = bytes;
  }

  /** Puts a response in the place of the one of its variant; the oldest beyond a limit go. */
  Variants put(@Nullable Variants old, StoredResponse added, int maxVariants) {
    Variants all = old == null ? added : old.with(added, maxVariants, gone);
    came = added;
    bytes.change(added, gone);
    return all;
  }

  /** Puts a response behind all others. */
  Variants putOldest(@Nullable Variants old, StoredResponse added) {
    came = added;
    bytes.change(added, gone);
    return SeveralVariants.withOlder(old, added);
  }

  /** Takes that very response out, if it is there. */
  @Nullable Variants remove(@Nullable Variants old, @Nullable StoredResponse one) {
    if (old == null || one == null || !old.contains(one)) {
      return old;
    }
    gone.add(one);
    bytes.change(null, List.of(one));
    return old.without(one);
  }

  /** Takes all out. */
  @Nullable Variants removeAll(@Nullable Variants old) {
    if (old != null) {
      gone.addAll(old.newestFirst());
      bytes.change(null, gone);
    }
    return null;
  }

  /** What was put in, or null. */
  @Nullable StoredResponse came() {
    return came;
  }

  /** Releases what went; a ticket lives on with the response that has taken it over. */
  void release() {
    for (StoredResponse old : gone) {
      if (came != null && old.ticket() == came.ticket()) {
        old.releaseContents();
      } else {
        old.release();
      }
    }
  }
}
