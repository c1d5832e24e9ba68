package dev.skerry.origin.engine.driver;

import dev.skerry.origin.engine.Topic;
import dev.skerry.origin.engine.Watch;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Those who wait for something to be emitted. Any thread. */
public final class Watches {
  private final ConcurrentHashMap<Topic, List<Waiting>> byTopic = new ConcurrentHashMap<>();

  /** Makes somebody who waits for a topic. */
  public Watch open(Topic topic) {
    Waiting waiting = new Waiting(topic);
    byTopic.compute(
        topic,
        (name, others) -> {
          List<Waiting> all = others == null ? new CopyOnWriteArrayList<>() : others;
          all.add(waiting);
          return all;
        });
    return waiting;
  }

  /** Wakes those who watch any of these. */
  public void tell(Collection<Topic> topics) {
    if (byTopic.isEmpty()) {
      return;
    }
    for (Topic topic : topics) {
      byTopic.getOrDefault(topic, List.of()).forEach(Waiting::tell);
    }
  }

  /** Whether nobody waits for anything. */
  public boolean isEmpty() {
    return byTopic.isEmpty();
  }

  /** Wakes all, and they need not come back. */
  public void close() {
    byTopic.values().forEach(all -> all.forEach(Waiting::tell));
  }

  private final class Waiting implements Watch {
    private final Topic topic;
    private final Semaphore told = new Semaphore(0);

    Waiting(Topic topic) {
      this.topic = topic;
    }

    void tell() {
      if (told.availablePermits() == 0) {
        told.release();
      }
    }

    @Override
    public boolean await(Duration atMost) {
      try {
        boolean something = told.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
        told.drainPermits();
        return something;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    @Override
    public void close() {
      byTopic.computeIfPresent(
          topic,
          (name, all) -> {
            all.remove(this);
            return all.isEmpty() ? null : all;
          });
      tell();
    }
  }
}
