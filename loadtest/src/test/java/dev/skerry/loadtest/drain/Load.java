package dev.skerry.loadtest.drain;

import dev.skerry.loadtest.harness.RawConnection;
import dev.skerry.loadtest.harness.RawResponse;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * Viewers that send one request after another on keep-alive connections, and write down which were
 * answered in full, which not at all, and which were cut.
 */
final class Load {
  private final URI edge;
  private final BiConsumer<String, RawResponse> check;
  private final AtomicInteger number = new AtomicInteger();
  private final Set<String> answered = ConcurrentHashMap.newKeySet();
  private final Set<String> unanswered = ConcurrentHashMap.newKeySet();
  private final Queue<String> cut = new ConcurrentLinkedQueue<>();
  private final List<Thread> viewers = new ArrayList<>();
  private volatile boolean over;

  /**
   * A load that has not begun.
   *
   * @param check fails when the response to a target is not the right one
   */
  Load(URI edge, BiConsumer<String, RawResponse> check) {
    this.edge = edge;
    this.check = check;
  }

  /** Starts viewers that go on until the edge takes no connections any more, or {@link #stop}. */
  void start(int count) {
    for (int i = 0; i < count; i++) {
      viewers.add(Thread.ofVirtual().name("viewer-" + i).start(this::view));
    }
  }

  private void view() {
    while (!over) {
      try (RawConnection viewer = RawConnection.open(edge)) {
        boolean open = true;
        while (open && !over) {
          open = exchange(viewer);
        }
      } catch (IOException _) {
        return;
      }
    }
  }

  /** Whether the connection can be used for one more exchange. */
  private boolean exchange(RawConnection viewer) {
    String target = "/load/" + number.incrementAndGet();
    boolean begun = false;
    try {
      viewer.send("GET " + target + " HTTP/1.1\r\nHost: edge.test\r\n\r\n");
      begun = viewer.awaitByte();
      if (!begun) {
        unanswered.add(target);
        return false;
      }
      RawResponse response = viewer.receive("GET");
      check.accept(target, response);
      answered.add(target);
      return !response.closes();
    } catch (SocketException e) {
      if (begun) {
        cut.add(target + ": " + e);
      } else {
        unanswered.add(target);
      }
      return false;
    } catch (IOException | AssertionError e) {
      cut.add(target + ": " + e);
      return false;
    }
  }

  /** Waits until all viewers have found the edge gone. */
  void join() throws InterruptedException {
    for (Thread viewer : viewers) {
      viewer.join();
    }
  }

  void stop() {
    over = true;
  }

  /** Targets whose response came in full and was right. */
  Set<String> answered() {
    return answered;
  }

  /** Targets whose connection ended before the response's first byte. */
  Set<String> unanswered() {
    return unanswered;
  }

  /** What was wrong with responses that had begun. */
  List<String> cut() {
    return List.copyOf(cut);
  }
}
