package dev.skerry.loadtest.simulate.policy;

/**
 * S3-FIFO with the parameters of its authors: a tenth for newcomers, who come into the main queue
 * when used twice, or when they come back while they are remembered; the main queue gives objects
 * that were used further rounds.
 */
final class S3Fifo implements Policy {
  private static final int MOST_USES = 3;
  private static final int USES_TO_MOVE = 2;

  private final long[] weights;
  private final long capacity;
  private final long smallCapacity;
  private final LinkedObjects small;
  private final LinkedObjects main;
  private final LinkedObjects ghosts;
  private final byte[] uses;

  S3Fifo(long[] weights, long capacity) {
    this.weights = weights;
    this.capacity = capacity;
    this.smallCapacity = capacity / 10;
    this.small = new LinkedObjects(weights);
    this.main = new LinkedObjects(weights);
    this.ghosts = new LinkedObjects(weights);
    this.uses = new byte[weights.length];
  }

  @Override
  public boolean request(int object) {
    if (small.contains(object) || main.contains(object)) {
      uses[object] = (byte) Math.min(MOST_USES, uses[object] + 1);
      return true;
    }
    boolean remembered = ghosts.contains(object);
    if (remembered) {
      ghosts.remove(object);
    }
    if (weights[object] > (remembered ? capacity - smallCapacity : smallCapacity)) {
      return false;
    }
    while (small.weight() + main.weight() + weights[object] > capacity) {
      evict();
    }
    uses[object] = 0;
    (remembered ? main : small).add(object);
    return false;
  }

  private void evict() {
    if (main.weight() > capacity - smallCapacity || small.isEmpty()) {
      evictFromMain();
    } else {
      evictFromSmall();
    }
  }

  private void evictFromSmall() {
    while (!small.isEmpty()) {
      int oldest = small.removeOldest();
      if (uses[oldest] >= USES_TO_MOVE) {
        uses[oldest] = 0;
        main.add(oldest);
      } else {
        remember(oldest);
        return;
      }
    }
  }

  private void evictFromMain() {
    while (!main.isEmpty()) {
      int oldest = main.removeOldest();
      if (uses[oldest] == 0) {
        return;
      }
      uses[oldest]--;
      main.add(oldest);
    }
  }

  private void remember(int object) {
    ghosts.add(object);
    while (ghosts.weight() > capacity - smallCapacity) {
      ghosts.removeOldest();
    }
  }
}
