package dev.skerry.edge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.cache.CacheKey;
import dev.skerry.edge.cache.Content;
import dev.skerry.edge.cache.PackedFields;
import dev.skerry.edge.cache.StoredHead;
import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.config.Rule;
import dev.skerry.edge.flow.ReadyHead;
import dev.skerry.edge.semantics.Freshness;
import dev.skerry.edge.semantics.Vary;
import dev.skerry.http.Fields;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

class ReadyHitsTest {
  private final Scenario edge = new Scenario("");
  private final Rule rule = edge.services.snapshot().get().sites().getFirst().rules().getFirst();

  private StoredResponse response(int number) {
    Content content = new Content(0, 0, edge.memory);
    content.complete(Fields.EMPTY);
    StoredHead head =
        StoredHead.of(
            new CacheKey("site", "http", "example.com/" + number, null),
            200,
            PackedFields.of(Fields.EMPTY),
            new Freshness(0, 0, 1000, 0, 0, Freshness.Source.MAX_AGE, Freshness.Staleness.ALLOWED),
            Vary.NONE,
            "",
            List.of(),
            edge.services.purges().begin());
    StoredResponse stored = StoredResponse.of(head, content);
    content.release();
    return stored;
  }

  private void put(ReadyHits hits, StoredResponse stored) {
    ReadyHead head = new ReadyHead(new byte[1000], new byte[10], true);
    hits.put(new ReadyHits.Ready(stored, rule, null, head, stored.segments().getFirst().content()));
  }

  /** Runs something on a thread like an event loop's, which ends then. */
  private static long onLoop(ToLongFunction<ReadyHits> work) throws Exception {
    FutureTask<Long> task = new FutureTask<>(() -> work.applyAsLong(ReadyHits.ofLoop()));
    Thread loop = new FastThreadLocalThread(task);
    loop.start();
    loop.join();
    return task.get();
  }

  @Test
  void aTableThatEndsWithItsLoopCountsNoMore() throws Exception {
    long before = ReadyHits.bytes();
    StoredResponse stored = response(1);
    long during =
        onLoop(
            hits -> {
              put(hits, stored);
              return ReadyHits.bytes();
            });
    assertThat(during).isGreaterThan(before + 1000);
    assertThat(ReadyHits.bytes()).isEqualTo(before);
    stored.release();
  }

  @Test
  void whatHasGoneFromTheStoreGoesAsOthersAreMadeReady() throws Exception {
    long held =
        onLoop(
            hits -> {
              for (int i = 0; i < 1_000; i++) {
                StoredResponse stored = response(i);
                put(hits, stored);
                stored.release();
              }
              StoredResponse alive = response(0);
              for (int i = 0; i < 1_000; i++) {
                put(hits, alive);
              }
              alive.release();
              return hits.heldBytes();
            });
    assertThat(held).isLessThan(2_000);
  }
}
