package dev.skerry.loadtest.simulate.policy;

/** FIFO, or LRU where a hit moves an object to the young end. */
final class QueuePolicy implements Policy {
  private final LinkedObjects queue;
  private final long[] weights;
  private final long capacity;
  private final boolean moveOnHit;

  QueuePolicy(long[] weights, long capacity, boolean moveOnHit) {
    this.queue = new LinkedObjects(weights);
    this.weights = weights;
    this.capacity = capacity;
    this.moveOnHit = moveOnHit;
  }

  @Override
  public boolean request(int object) {
    if (queue.contains(object)) {
      if (moveOnHit) {
        queue.moveToYoungEnd(object);
      }
      return true;
    }
    if (weights[object] <= capacity) {
      while (queue.weight() + weights[object] > capacity) {
        queue.removeOldest();
      }
      queue.add(object);
    }
    return false;
  }
}
