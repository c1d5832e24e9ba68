package dev.skerry.testing.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Strongly connected components (Tarjan 1972, without recursion), and a shortest circle in one. */
final class Circles {
  private final Dependencies graph;
  private final Set<Dependencies.Why> reasons;
  private final int[] index;
  private final int[] low;
  private final boolean[] onStack;
  private final Deque<Integer> stack = new ArrayDeque<>();
  private final List<List<Integer>> components = new ArrayList<>();
  private int next = 1;

  private Circles(Dependencies graph, Set<Dependencies.Why> reasons) {
    this.graph = graph;
    this.reasons = reasons;
    this.index = new int[graph.nodes()];
    this.low = new int[graph.nodes()];
    this.onStack = new boolean[graph.nodes()];
  }

  /** One shortest circle through some node of each component that has one, for these reasons. */
  static List<List<Integer>> in(Dependencies graph, Set<Dependencies.Why> reasons) {
    Circles circles = new Circles(graph, reasons);
    for (int node = 0; node < graph.nodes(); node++) {
      if (circles.index[node] == 0) {
        circles.visit(node);
      }
    }
    return circles.components.stream().map(circles::shortest).toList();
  }

  private List<Integer> targets(int node) {
    List<Integer> all = new ArrayList<>();
    reasons.forEach(why -> all.addAll(graph.targets(why, node)));
    return all;
  }

  /** A node being visited, and how far. */
  private static final class Frame {
    private final int node;
    private final List<Integer> targets;
    private int at;

    Frame(int node, List<Integer> targets) {
      this.node = node;
      this.targets = targets;
    }
  }

  private void visit(int root) {
    Deque<Frame> frames = new ArrayDeque<>();
    frames.push(enter(root));
    while (!frames.isEmpty()) {
      Frame frame = frames.peek();
      if (frame.at < frame.targets.size()) {
        int target = frame.targets.get(frame.at++);
        if (index[target] == 0) {
          frames.push(enter(target));
        } else if (onStack[target]) {
          low[frame.node] = Math.min(low[frame.node], index[target]);
        }
      } else {
        frames.pop();
        leave(frame.node);
        if (!frames.isEmpty()) {
          int parent = frames.peek().node;
          low[parent] = Math.min(low[parent], low[frame.node]);
        }
      }
    }
  }

  private Frame enter(int node) {
    index[node] = next;
    low[node] = next++;
    stack.push(node);
    onStack[node] = true;
    return new Frame(node, targets(node));
  }

  private void leave(int node) {
    if (low[node] != index[node]) {
      return;
    }
    List<Integer> component = new ArrayList<>();
    int member;
    do {
      member = stack.pop();
      onStack[member] = false;
      component.add(member);
    } while (member != node);
    if (component.size() > 1) {
      components.add(component);
    }
  }

  private List<Integer> shortest(List<Integer> component) {
    List<Integer> best = List.of();
    for (int start : component.subList(0, Math.min(component.size(), 50))) {
      List<Integer> circle = from(start, component);
      if (best.isEmpty() || circle.size() < best.size()) {
        best = circle;
      }
    }
    return best;
  }

  /** Breadth first from a node until it is met again. */
  private List<Integer> from(int start, List<Integer> component) {
    boolean[] inside = new boolean[graph.nodes()];
    component.forEach(node -> inside[node] = true);
    int[] before = new int[graph.nodes()];
    Arrays.fill(before, -1);
    Deque<Integer> queue = new ArrayDeque<>(List.of(start));
    while (true) {
      int node = queue.remove();
      for (int target : targets(node)) {
        if (target == start) {
          List<Integer> circle = new ArrayList<>();
          for (int step = node; step != -1; step = before[step]) {
            circle.addFirst(step);
          }
          return circle;
        }
        if (inside[target] && before[target] == -1) {
          before[target] = node;
          queue.add(target);
        }
      }
    }
  }
}
