package dev.skerry.control.sites;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The difference of two texts, line by line, in the unified format of diff. The shortest there is
 * (E. Myers, An O(ND) Difference Algorithm and Its Variations), or, where more than {@value
 * #EDITS_MAX} lines differ, all between the first and the last of them.
 */
final class UnifiedDiff {
  private static final int EDITS_MAX = 1_000;
  private static final int CONTEXT = 3;

  private final List<String> old;
  private final List<String> now;
  private final List<Line> lines = new ArrayList<>();

  /** A line of both texts ({@code ' '}), of the old one ({@code '-'}) or of the new one. */
  private record Line(char mark, String text) {}

  /** A place on the way through both texts. */
  private record Step(int x, int y) {}

  private UnifiedDiff(List<String> old, List<String> now) {
    this.old = old;
    this.now = now;
  }

  /** The hunks, without a header; empty for equal texts. */
  static String of(String old, String now) {
    if (old.equals(now)) {
      return "";
    }
    UnifiedDiff diff = new UnifiedDiff(old.lines().toList(), now.lines().toList());
    diff.compare();
    return diff.hunks();
  }

  private void compare() {
    int least = Math.min(old.size(), now.size());
    int head = 0;
    while (head < least && old.get(head).equals(now.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < least - head
        && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
      tail++;
    }
    old.subList(0, head).forEach(line -> lines.add(new Line(' ', line)));
    List<String> a = old.subList(head, old.size() - tail);
    List<String> b = now.subList(head, now.size() - tail);
    lines.addAll(edits(a, b));
    old.subList(old.size() - tail, old.size()).forEach(line -> lines.add(new Line(' ', line)));
  }

  private static List<Line> edits(List<String> a, List<String> b) {
    int most = Math.min(EDITS_MAX, a.size() + b.size());
    int[] furthest = new int[2 * most + 3];
    int zero = most + 1;
    List<int[]> trace = new ArrayList<>();
    for (int edits = 0; edits <= most; edits++) {
      trace.add(Arrays.copyOfRange(furthest, zero - edits - 1, zero + edits + 2));
      for (int k = -edits; k <= edits; k += 2) {
        int x =
            isDown(k, edits, furthest[zero + k - 1], furthest[zero + k + 1])
                ? furthest[zero + k + 1]
                : furthest[zero + k - 1] + 1;
        while (x < a.size() && x - k < b.size() && a.get(x).equals(b.get(x - k))) {
          x++;
        }
        furthest[zero + k] = x;
        if (x >= a.size() && x - k >= b.size()) {
          return walkBack(a, b, trace);
        }
      }
    }
    List<Line> all = new ArrayList<>();
    a.forEach(line -> all.add(new Line('-', line)));
    b.forEach(line -> all.add(new Line('+', line)));
    return all;
  }

  private static boolean isDown(int k, int edits, int left, int right) {
    return k == -edits || (k != edits && left < right);
  }

  private static List<Line> walkBack(List<String> a, List<String> b, List<int[]> trace) {
    Deque<Line> found = new ArrayDeque<>();
    Step at = new Step(a.size(), b.size());
    for (int edits = trace.size() - 1; edits >= 0; edits--) {
      int[] furthest = trace.get(edits);
      int zero = edits + 1;
      int k = at.x - at.y;
      boolean down = isDown(k, edits, furthest[zero + k - 1], furthest[zero + k + 1]);
      int before = down ? k + 1 : k - 1;
      int x = edits == 0 ? 0 : furthest[zero + before];
      int y = edits == 0 ? 0 : x - before;
      int startX = edits == 0 ? 0 : down ? x : x + 1;
      for (int line = at.x - 1; line >= startX; line--) {
        found.addFirst(new Line(' ', a.get(line)));
      }
      if (edits > 0) {
        found.addFirst(down ? new Line('+', b.get(y)) : new Line('-', a.get(x)));
      }
      at = new Step(x, y);
    }
    return List.copyOf(found);
  }

  private String hunks() {
    StringBuilder text = new StringBuilder();
    int oldLine = 1;
    int newLine = 1;
    int at = 0;
    while (at < lines.size()) {
      int first = nextChange(at);
      if (first == lines.size()) {
        break;
      }
      int from = Math.max(at, first - CONTEXT);
      oldLine += from - at;
      newLine += from - at;
      int to = end(first);
      List<Line> hunk = lines.subList(from, to);
      int removed = (int) hunk.stream().filter(line -> line.mark != '+').count();
      int added = (int) hunk.stream().filter(line -> line.mark != '-').count();
      text.append("@@ -%s +%s @@\n".formatted(range(oldLine, removed), range(newLine, added)));
      hunk.forEach(line -> text.append(line.mark).append(line.text).append('\n'));
      oldLine += removed;
      newLine += added;
      at = to;
    }
    return text.toString();
  }

  private int nextChange(int from) {
    int at = from;
    while (at < lines.size() && lines.get(at).mark == ' ') {
      at++;
    }
    return at;
  }

  /** Where the hunk of a change ends: changes that share their context are in one. */
  private int end(int change) {
    int last = change;
    while (true) {
      while (last < lines.size() && lines.get(last).mark != ' ') {
        last++;
      }
      int next = nextChange(last);
      if (next == lines.size() || next - last > 2 * CONTEXT) {
        return Math.min(lines.size(), last + CONTEXT);
      }
      last = next;
    }
  }

  /** Where a hunk is, as diff writes it: of no lines, the one before them. */
  private static String range(int line, int count) {
    return (count == 0 ? line - 1 : line) + "," + count;
  }
}
