package dev.skerry.control.fleet;

import dev.skerry.control.fleet.Answers.Done;
import dev.skerry.control.fleet.Answers.Missing;
import dev.skerry.control.fleet.Answers.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** Somebody who waits until the edges that are connected have done something. */
final class Wait {
  private final Predicate<EdgeState> wanted;
  private final LongSupplier nanos;
  private final long began;
  private final Set<String> open = new HashSet<>();
  private final Set<String> left = new HashSet<>();
  private final Map<String, Done> done = new LinkedHashMap<>();
  private final CountDownLatch all = new CountDownLatch(1);
  private final boolean patient;
  private boolean begun;

  /**
   * Makes one.
   *
   * @param patient whether those that go are waited for, as they may come again
   */
  Wait(Predicate<EdgeState> wanted, boolean patient, LongSupplier nanos) {
    this.wanted = wanted;
    this.patient = patient;
    this.nanos = nanos;
    this.began = nanos.getAsLong();
  }

  /** Takes in those that are there at the beginning. */
  synchronized void begin(Iterable<EdgeState> states) {
    for (EdgeState state : states) {
      if (state.connected() && !done.containsKey(state.edge())) {
        open.add(state.edge());
      }
      see(state);
    }
    begun = true;
    look();
  }

  /** An edge has changed, perhaps before the beginning. */
  synchronized void changed(EdgeState state) {
    see(state);
    look();
  }

  private void see(EdgeState state) {
    String edge = state.edge();
    if (!done.containsKey(edge) && wanted.test(state)) {
      done.put(edge, new Done(state, Duration.ofNanos(nanos.getAsLong() - began)));
      open.remove(edge);
    } else if (!patient && !state.connected() && open.remove(edge)) {
      left.add(edge);
    }
  }

  private void look() {
    if (begun && open.isEmpty()) {
      all.countDown();
    }
  }

  /** Waits until all of them have, or have gone. */
  void await(Duration atMost) throws InterruptedException {
    boolean _ = all.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Who has by now, of all there are. */
  synchronized Answers answers(Iterable<EdgeState> states) {
    List<Missing> missing = new ArrayList<>();
    for (EdgeState state : states) {
      see(state);
      if (!done.containsKey(state.edge())) {
        missing.add(new Missing(state, Reason.of(state, left.contains(state.edge()))));
      }
    }
    return new Answers(List.copyOf(done.values()), missing);
  }
}
