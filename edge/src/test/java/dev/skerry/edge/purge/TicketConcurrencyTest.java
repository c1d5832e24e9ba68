package dev.skerry.edge.purge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing that a ticket in use may be concerned by is forgotten, whatever threads meet. */
@Timeout(60)
class TicketConcurrencyTest {
  private static final int USERS = 2;
  private static final int ROUNDS = 300_000;

  /** Few, so that there are moments without any ticket, in which all is forgotten. */
  private static final int HELD = 8;

  private static final List<Selector> ALL = List.of(new Selector.Everything());

  private final PurgeTable table = new PurgeTable(PurgeLimits.DEFAULT, InstantSource.system());

  /** What {@link PurgeTable#retire} has forgotten up to. */
  private final AtomicLong forgotten = new AtomicLong();

  private final AtomicBoolean over = new AtomicBoolean();

  @Test
  void noTicketTakenIsBelowWhatIsForgotten() throws Exception {
    race(
        () -> {
          Ticket[] held = new Ticket[HELD];
          for (int i = 0; i < HELD; i++) {
            held[i] = table.begin();
          }
          for (Ticket ticket : held) {
            if (forgotten.get() > ticket.sequence()) {
              throw new AssertionError(ticket + ", but forgotten up to " + forgotten);
            }
            ticket.release();
          }
        });
  }

  @Test
  void noTicketRevisitedByOthersIsBelowWhatIsForgotten() throws Exception {
    StoredExample[] shared = new StoredExample[4];
    for (int i = 0; i < shared.length; i++) {
      shared[i] = StoredExample.of(table.begin(), "a.example/" + i);
    }
    AtomicLong turn = new AtomicLong();
    race(
        () -> {
          StoredExample one = shared[(int) (turn.getAndIncrement() % shared.length)];
          long forgottenBefore = forgotten.get();
          table.revisit(one);
          assertThat(one.ticket().sequence() >= forgottenBefore).isTrue();
        });
    assertThat(table.counts().tickets()).isEqualTo(shared.length);
    for (StoredExample one : shared) {
      one.ticket().release();
    }
    assertThat(table.counts().tickets()).isZero();
  }

  @Test
  void releasingWhileOthersRevisitLeavesTheCountRight() throws Exception {
    race(
        () -> {
          StoredExample one = StoredExample.of(table.begin(), "a.example/");
          Thread other = Thread.startVirtualThread(() -> table.revisit(one));
          one.ticket().release();
          one.ticket().release();
          table.revisit(one);
          try {
            other.join();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        },
        ROUNDS / 40);
    assertThat(table.counts().tickets()).isZero();
    table.retire();
    assertThat(table.counts().forgotten()).isEqualTo(table.latest());
  }

  private void race(Runnable use) throws Exception {
    race(use, ROUNDS);
  }

  private void race(Runnable use, int rounds) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(USERS + 1)) {
      Future<?> forgetting = threads.submit(this::purgeAndForget);
      List<Future<?>> uses = new ArrayList<>();
      for (int i = 0; i < USERS; i++) {
        uses.add(
            threads.submit(
                () -> {
                  for (int round = 0; round < rounds; round++) {
                    use.run();
                  }
                }));
      }
      try {
        for (Future<?> end : uses) {
          end.get();
        }
      } finally {
        over.set(true);
      }
      forgetting.get();
    }
  }

  private void purgeAndForget() {
    while (!over.get()) {
      table.apply(null, ALL, true);
      table.retire();
      forgotten.set(table.counts().forgotten());
    }
  }
}
