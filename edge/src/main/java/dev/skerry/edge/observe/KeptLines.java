package dev.skerry.edge.observe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last lines of one handler, numbered upwards from a number that no process before has come to;
 * under its owner's lock.
 */
final class KeptLines {
  /** So many numbers there are for each millisecond: more than lines can be written. */
  static final long NUMBERS_A_MILLI = 1 << 12;

  /** The number before the first. */
  private final long begun;

  private final ArrayDeque<HandlerLine> lines = new ArrayDeque<>();
  private long last;
  private long chars;

  KeptLines(long begun) {
    this.begun = begun;
    this.last = begun;
  }

  /** The number of the newest, also if it is not kept any more. */
  long last() {
    return last;
  }

  int size() {
    return lines.size();
  }

  long chars() {
    return chars;
  }

  void add(HandlerLine line) {
    lines.addLast(line);
    chars += chars(line);
    last++;
  }

  /** Takes the oldest away, of at least one; returns of how many characters it is. */
  long removeOldest() {
    long gone = chars(lines.removeFirst());
    chars -= gone;
    return gone;
  }

  private static long chars(HandlerLine line) {
    return (long) line.text().length() + line.place().length() + line.requestId().length();
  }

  /** The newest that tells how a call of that exchange failed; null for none. */
  @Nullable HandlerLine failure(String requestId) {
    for (Iterator<HandlerLine> each = lines.descendingIterator(); each.hasNext(); ) {
      HandlerLine line = each.next();
      if (line.requestId().equals(requestId) && line.level().equals("error")) {
        return line;
      }
    }
    return null;
  }

  /** Whether that number was told by a process before this one. */
  boolean isOfAnother(long number) {
    return number < begun || number > last;
  }

  /** What comes after a number, or all that is younger; so much as an answer has. */
  HandlerLines after(long number, long notBeforeMillis) {
    List<HandlerLine> found = new ArrayList<>();
    boolean another = number >= 0 && isOfAnother(number);
    long after = another ? begun : number;
    long next = last - lines.size();
    long dropped = Math.max(0, next - after);
    int told = 0;
    for (HandlerLine line : lines) {
      if (next >= after && line.atMillis() >= notBeforeMillis) {
        found.add(line);
        told += line.text().length();
      }
      next++;
      if (found.size() == HandlerTail.MOST_IN_ANSWER || told > HandlerTail.MOST_CHARS_IN_ANSWER) {
        break;
      }
    }
    if (another) {
      found.addFirst(HandlerLine.startedAnew(begun / NUMBERS_A_MILLI));
    }
    return new HandlerLines(found, next, number < 0 ? 0 : dropped);
  }
}
