package dev.skerry.edge.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.testing.RecordedViewer;
import dev.skerry.edge.testing.RecordedViewer.Answer;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** Calls that wait for others, as for edges, beside such as do not. */
class WaitingCallsTest {
  private static final int WAITING = 64;

  private final CountDownLatch end = new CountDownLatch(1);
  private final Semaphore begun = new Semaphore(0);
  private final List<Endpoint> endpoints =
      List.of(
          Endpoint.get("/wait")
              .open()
              .waits()
              .summary("Wait")
              .answersType(200, "text/plain")
              .by(_ -> waited()),
          Endpoint.get("/quick")
              .open()
              .summary("Be quick")
              .answersType(200, "text/plain")
              .by(_ -> AdminAnswer.text(200, "text/plain", "done")));

  private AdminAnswer waited() {
    begun.release();
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return AdminAnswer.text(200, "text/plain", "waited");
  }

  @Test
  void callsThatWaitKeepNoOtherFromBeingAnswered() throws Exception {
    AdminApi.Plan plan =
        new AdminApi.Plan(endpoints, _ -> null, AuditLog.NONE, KeptAnswers.NONE, Set.of());
    try (AdminApi api = new AdminApi(plan);
        ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<Answer>> waiting = new ArrayList<>();
      for (int i = 0; i < WAITING; i++) {
        waiting.add(threads.submit(() -> ask(api, "/wait")));
      }
      try {
        begun.acquire(WAITING);
        assertThat(ask(api, "/quick").status()).isEqualTo(200);
        Answer busy = ask(api, "/wait");
        assertThat(busy.status()).isEqualTo(503);
        assertThat(busy.fields().first("retry-after")).isEqualTo("1");
      } finally {
        end.countDown(); // else a failure would wait for those that wait
      }
      for (Future<Answer> each : waiting) {
        assertThat(each.get().content()).isEqualTo("waited");
      }
    }
  }

  private static Answer ask(AdminApi api, String path) throws Exception {
    Request request = new Request("GET", "http", "127.0.0.1:1", path, null, new Fields());
    return RecordedViewer.ask(api, request, "");
  }
}
