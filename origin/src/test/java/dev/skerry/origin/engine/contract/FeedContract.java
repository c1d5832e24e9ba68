package dev.skerry.origin.engine.contract;

import static dev.skerry.origin.engine.contract.EngineUnderTest.text;
import static dev.skerry.origin.engine.contract.EngineUnderTest.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Entry;
import dev.skerry.origin.engine.FeedPage;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Position;
import dev.skerry.origin.engine.Snapshot;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Topic;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.engine.Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every committed entry is in the feed once, in the order of the commits, and nothing else is. */
public interface FeedContract extends EngineUnderTest {
  Topic TOPIC = new Topic("t");

  private Stamp emit(Topic topic, String... entries) {
    return engine()
        .write(
            transaction -> {
              for (String entry : entries) {
                transaction.emit(topic, value(entry));
              }
            });
  }

  private List<String> all(Topic topic, Position from, int pageSize) {
    List<String> texts = new ArrayList<>();
    Position at = from;
    FeedPage page;
    do {
      page = engine().feed().follow(topic, at, pageSize);
      page.entries().forEach(entry -> texts.add(text(entry.octets())));
      at = page.next();
    } while (!page.caughtUp());
    return texts;
  }

  @Test
  default void entriesComeInTheOrderOfTheirCommitsAndWithinOneAsTheyWereEmitted() {
    emit(TOPIC, "a", "b");
    emit(TOPIC, "c");
    emit(TOPIC, "d", "e", "f");
    for (int pageSize : new int[] {1, 2, 3, 100}) {
      assertThat(all(TOPIC, Position.START, pageSize))
          .containsExactly("a", "b", "c", "d", "e", "f");
    }
  }

  @Test
  default void aCommitsStampIsWhereItsEntriesAre() {
    Stamp first = emit(TOPIC, "a");
    Stamp second = emit(TOPIC, "b");
    assertThat(second).isGreaterThan(first);
    FeedPage page = engine().feed().follow(TOPIC, Position.START, 10);
    assertThat(page.entries().stream().map(entry -> entry.position().stamp()))
        .containsExactly(first, second);
    assertThat(all(TOPIC, Position.after(first), 10)).containsExactly("b");
  }

  @Test
  default void topicsAreApart() {
    Topic longer = new Topic("tt");
    Topic empty = new Topic("\0");
    engine()
        .write(
            transaction -> {
              transaction.emit(TOPIC, value("a"));
              transaction.emit(longer, value("b"));
              transaction.emit(TOPIC, value("c"));
            });
    assertThat(all(TOPIC, Position.START, 10)).containsExactly("a", "c");
    assertThat(all(longer, Position.START, 10)).containsExactly("b");
    assertThat(all(empty, Position.START, 10)).isEmpty();
  }

  @Test
  default void whoIsNotCommittedIsNotInTheFeed() {
    fill("x");
    try (Transaction refused = engine().begin();
        Transaction closed = engine().begin()) {
      refused.get(Key.of("x"));
      refused.emit(TOPIC, value("refused"));
      closed.emit(TOPIC, value("closed"));
      fill("x");
      assertThatThrownBy(refused::commit).isInstanceOf(EngineException.Conflict.class);
    }
    assertThat(all(TOPIC, Position.START, 10)).isEmpty();
  }

  @Test
  default void thePlaceMovesOnWhereNothingIsEmitted() {
    FeedPage before = engine().feed().follow(TOPIC, Position.START, 10);
    fill("x");
    FeedPage after = engine().feed().follow(TOPIC, before.next(), 10);
    assertThat(after.entries()).isEmpty();
    assertThat(after.caughtUp()).isTrue();
    assertThat(after.next()).isGreaterThan(before.next());
  }

  @Test
  default void whatASnapshotLacksComesAfterItsStamp() {
    emit(TOPIC, "before");
    try (Snapshot snapshot = engine().snapshot()) {
      emit(TOPIC, "after");
      assertThat(all(TOPIC, Position.after(snapshot.stamp()), 10)).endsWith("after");
    }
  }

  @Test
  default void aWatchTellsThatSomethingWasEmitted() {
    try (Watch watch = engine().feed().watch(TOPIC)) {
      emit(TOPIC, "a");
      assertThat(watch.await(Duration.ofSeconds(30))).isTrue();
    }
  }

  /**
   * Writers that count in rows of their own and emit the count, and followers that start at
   * different times: each must see every count of each writer, in order, and all of them the same.
   */
  @Test
  default void followersMissNothingAndSeeTheSameOrderWhileManyWrite() throws InterruptedException {
    int writers = 6;
    int commits = 30;
    AtomicBoolean done = new AtomicBoolean();
    List<List<Entry>> seen = new ArrayList<>();
    List<Thread> followers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      List<Entry> entries = new ArrayList<>();
      seen.add(entries);
      int pageSize = 1 + 4 * i;
      followers.add(Thread.ofPlatform().start(() -> follow(entries, pageSize, done)));
    }
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      int writer = i;
      threads.add(Thread.ofPlatform().start(() -> writeAndEmit(writer, commits)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    done.set(true);
    for (Thread follower : followers) {
      follower.join();
    }
    for (List<Entry> entries : seen) {
      assertThat(entries).hasSize(writers * commits).isEqualTo(seen.getFirst());
      assertThat(entries).isSortedAccordingTo(Comparator.comparing(Entry::position));
      for (int writer = 0; writer < writers; writer++) {
        String prefix = writer + ":";
        assertThat(
                entries.stream()
                    .map(entry -> text(entry.octets()))
                    .filter(text -> text.startsWith(prefix))
                    .map(text -> Integer.valueOf(text.substring(prefix.length()))))
            .containsExactlyElementsOf(IntStream.range(0, commits).boxed().toList());
      }
    }
  }

  /** Whoever adds to what he read comes in the feed after him from whom he read. */
  @Test
  default void whoReadFromAnotherComesAfterHim() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      threads.add(Thread.ofPlatform().start(() -> countAndEmit(10)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(all(TOPIC, Position.START, 7))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 50).mapToObj(Integer::toString).toList());
  }

  private void countAndEmit(int times) {
    for (int i = 0; i < times; i++) {
      engine()
          .write(
              transaction -> {
                String before = text(transaction.get(Key.of("shared")));
                String count = Integer.toString(before == null ? 1 : Integer.parseInt(before) + 1);
                transaction.put(Key.of("shared"), value(count));
                transaction.emit(TOPIC, value(count));
              });
    }
  }

  private void follow(List<Entry> entries, int pageSize, AtomicBoolean done) {
    Position at = Position.START;
    try (Watch watch = engine().feed().watch(TOPIC)) {
      while (true) {
        boolean last = done.get();
        FeedPage page = engine().feed().follow(TOPIC, at, pageSize);
        entries.addAll(page.entries());
        at = page.next();
        if (page.caughtUp() && last) {
          return;
        }
        if (page.caughtUp()) {
          watch.await(Duration.ofMillis(20));
        }
      }
    }
  }

  private void writeAndEmit(int writer, int commits) {
    for (int i = 0; i < commits; i++) {
      String count = writer + ":" + i;
      engine()
          .write(
              transaction -> {
                Key key = Key.of("writer" + writer);
                transaction.get(key);
                transaction.put(key, value(count));
                transaction.emit(TOPIC, value(count));
              });
    }
  }
}
