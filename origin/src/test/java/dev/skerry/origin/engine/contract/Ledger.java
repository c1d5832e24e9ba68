package dev.skerry.origin.engine.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Entry;
import dev.skerry.origin.engine.FeedPage;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Position;
import dev.skerry.origin.engine.Topic;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Writers that count, each in two rows and the feed at once, so that after a crash it is seen what
 * was lost and whether a transaction was cut in half.
 */
public final class Ledger {
  private Ledger() {}

  /** Counts one more for a writer and returns the count, which is acknowledged with that. */
  public static long count(Engine engine, int writer) {
    return engine
        .transact(
            transaction -> {
              long count = number(transaction.get(key("first", writer))) + 1;
              byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(count).array();
              transaction.put(key("first", writer), value);
              transaction.put(key("second", writer), value);
              transaction.emit(topic(writer), value);
              return count;
            })
        .result();
  }

  /** Checks that a writer's rows and feed agree and have all that was acknowledged. */
  public static void check(Engine engine, Map<Integer, Long> acknowledged, String where) {
    acknowledged.forEach(
        (writer, count) -> {
          long first = number(engine.get(key("first", writer)));
          assertThat(first).as("%s: writer %d", where, writer).isGreaterThanOrEqualTo(count);
          assertThat(number(engine.get(key("second", writer))))
              .as("%s: both rows of writer %d", where, writer)
              .isEqualTo(first);
          assertThat(feed(engine, writer))
              .as("%s: the feed of writer %d", where, writer)
              .containsExactlyElementsOf(LongStream.rangeClosed(1, first).boxed().toList());
        });
  }

  private static List<Long> feed(Engine engine, int writer) {
    List<Long> counts = new ArrayList<>();
    FeedPage page = engine.feed().follow(topic(writer), Position.START, 1_000);
    while (!page.entries().isEmpty()) {
      for (Entry entry : page.entries()) {
        counts.add(number(entry.octets()));
      }
      page = engine.feed().follow(topic(writer), page.next(), 1_000);
    }
    return counts;
  }

  private static long number(byte @Nullable [] value) {
    return value == null ? 0 : ByteBuffer.wrap(value).getLong();
  }

  private static Key key(String row, int writer) {
    return Key.of(row + writer);
  }

  private static Topic topic(int writer) {
    return new Topic("writer" + writer);
  }
}
