package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.Content;
import dev.skerry.edge.cache.ContentReader;
import dev.skerry.edge.cache.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps stored or growing content where it is, from its first byte on, while a handler looks at its
 * head: readers that do not read. Without them a fill that is not kept would be given up as
 * nobody's.
 */
final class ContentHold {
  /** Keeps nothing. */
  static final ContentHold NOTHING = new ContentHold(List.of());

  private final List<ContentReader> readers;

  private ContentHold(List<ContentReader> readers) {
    this.readers = readers;
  }

  /** Holds what an answer will be read from. */
  static ContentHold of(Exchange x, Answer answer) {
    ContentHold hold = new ContentHold(new ArrayList<>(1));
    switch (answer) {
      case Answer.FromStore(var stored, boolean _) -> {
        for (Segment segment : stored.segments()) {
          hold.add(x, segment.content());
        }
      }
      case Answer.Partial(var _, Content content) -> hold.add(x, content);
      case Answer.FromOrigin _, Answer.Made _, Answer.Local _ -> {}
    }
    return hold;
  }

  /** What is gone already is looked for again by whoever sends it. */
  private void add(Exchange x, Content content) {
    ContentReader reader = content.open(0, Long.MAX_VALUE, x.viewer.loop(), () -> {});
    if (reader != null) {
      readers.add(reader);
    }
  }

  /** Whoever sends the content has readers by now, or nobody will. Idempotent. */
  void release() {
    readers.forEach(ContentReader::close);
  }
}
