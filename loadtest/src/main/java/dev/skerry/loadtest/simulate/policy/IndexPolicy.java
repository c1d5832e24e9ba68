package dev.skerry.loadtest.simulate.policy;

import dev.skerry.edge.index.WeighedIndex;

/** The edge's own index, with objects that have a weight and nothing else. */
final class IndexPolicy implements Policy {
  private final WeighedIndex<Integer, Integer> index;

  IndexPolicy(long[] weights, long capacity) {
    this.index = new WeighedIndex<>(capacity, object -> weights[object], (key, object) -> {});
  }

  @Override
  public boolean request(int object) {
    if (index.get(object) != null) {
      return true;
    }
    index.update(object, old -> object);
    return false;
  }
}
