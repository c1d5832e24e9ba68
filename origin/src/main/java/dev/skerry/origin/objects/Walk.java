package dev.skerry.origin.objects;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.objects.ListQuestion.Position;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of any listing: passes what is found in order, rolls up, and skips with one seek what is
 * rolled up.
 */
final class Walk<T> {
  /** A page ends when so many were found that are not listed. */
  private static final int HIDDEN_MOST = 20_000;

  private final ListQuestion question;
  private final Found<T> source;
  private final byte[] prefix;
  private final byte[] delimiter;
  private final Key after;
  private final List<T> items = new ArrayList<>();
  private final List<String> prefixes = new ArrayList<>();
  private @Nullable Position last;
  private int hidden;

  /** What there is to list, in the order of the keys' octets. */
  interface Found<T> {
    /** Goes to the next; false at the end. */
    boolean next();

    /** The key's octets. */
    byte[] key();

    /** What is listed of it; null for what is not. */
    @Nullable T item();

    /** Right behind it. */
    Position position();

    /** Goes on with the first key from these octets on. */
    void skipTo(Key key);
  }

  Walk(ListQuestion question, Found<T> source) {
    this.question = question;
    this.source = source;
    this.prefix = ObjectKeys.text(question.prefix());
    this.delimiter = ObjectKeys.text(question.delimiter());
    this.after = Key.wrap(place(question));
  }

  /**
   * The first key from which on a listing is to look, the prefix included: keys before it are not
   * listed.
   */
  static Key start(ListQuestion question) {
    byte[] prefix = ObjectKeys.text(question.prefix());
    Position after = question.after();
    if (after == null) {
      return Key.wrap(prefix);
    }
    Key key = Key.wrap(place(question));
    Key start = after.id() == null && !isBefore(after) ? key.next() : key;
    byte[] delimiter = ObjectKeys.text(question.delimiter());
    if (after.id() == null && !isBefore(after) && key.startsWith(Key.wrap(prefix))) {
      Key group = group(key.octets(), prefix, delimiter);
      if (group != null) {
        return group.afterPrefix();
      }
    }
    return start.compareTo(Key.wrap(prefix)) > 0 ? start : Key.wrap(prefix);
  }

  private static byte[] place(ListQuestion question) {
    Position after = question.after();
    return after == null ? new byte[0] : ObjectKeys.text(after.key());
  }

  private static boolean isBefore(Position after) {
    return after.key().endsWith("\0");
  }

  /** The common prefix of a key, or null. */
  static @Nullable Key group(byte[] key, byte[] prefix, byte[] delimiter) {
    if (delimiter.length == 0) {
      return null;
    }
    for (int at = prefix.length; at <= key.length - delimiter.length; at++) {
      int end = at + delimiter.length;
      if (java.util.Arrays.equals(key, at, end, delimiter, 0, delimiter.length)) {
        return Key.wrap(java.util.Arrays.copyOf(key, end));
      }
    }
    return null;
  }

  ListPage<T> page() {
    if (question.limit() == 0) {
      return new ListPage<>(List.of(), List.of(), null);
    }
    Position end = null;
    while (end == null && source.next()) {
      T item = source.item();
      Key group = group(source.key(), prefix, delimiter);
      if (item == null) {
        end = pass(group);
      } else if (group != null && isListed(group)) {
        source.skipTo(group.afterPrefix());
      } else if (items.size() + prefixes.size() == question.limit()) {
        end = last;
      } else if (group != null) {
        String text = ObjectKeys.text(group.octets(), 0);
        prefixes.add(text);
        last = Position.behind(text);
        source.skipTo(group.afterPrefix());
      } else {
        items.add(item);
        last = behind(source.position());
      }
    }
    return new ListPage<>(items, prefixes, end);
  }

  /** Whether a common prefix was listed on a page before. */
  private boolean isListed(Key group) {
    return question.after() != null
        && question.after().id() == null
        && !isBefore(question.after())
        && group.compareTo(after) <= 0;
  }

  /** Goes past what is not listed; where the page ends then, or null. */
  private @Nullable Position pass(@Nullable Key group) {
    if (++hidden < HIDDEN_MOST) {
      return null;
    }
    Position position = source.position();
    return group == null ? behind(position) : before(position);
  }

  /** A key that ends with U+0000 would be taken for the place before those that begin with it. */
  private static Position behind(Position position) {
    boolean plain = position.id() != null || !isBefore(position);
    return plain ? position : before(position);
  }

  private static Position before(Position position) {
    return new Position(position.key() + '\0', null);
  }
}
