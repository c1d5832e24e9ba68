package dev.skerry.origin.engine.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Token;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An error of the committer's own is told to those whom it meets, and the next are committed. */
class FailingCommitterTest {
  private GroupCommit committer = pending -> {};
  private final CommitQueue queue =
      new CommitQueue(group -> committer.commit(group), Duration.ofSeconds(30), 1_000);

  @AfterEach
  void close() {
    queue.close();
  }

  private Stamp commit() {
    Age age = new Age("the transaction", Duration.ofMinutes(1), System::nanoTime);
    Token token = new Token(UUID.randomUUID(), new Stamp(7));
    return queue.commit(token, new ReadSet(), new WriteSet(), age);
  }

  private static void commitAll(List<Pending> group) {
    for (Pending pending : group) {
      assertThat(pending.take()).isTrue();
      pending.stamped(8);
      pending.committed();
    }
  }

  @Test
  void whatWasTakenMayHaveBeenWritten() {
    committer =
        group -> {
          group.forEach(Pending::take);
          throw new OutOfMemoryError("a test's");
        };
    queue.start();
    assertThatThrownBy(this::commit)
        .isInstanceOf(EngineException.CommitUnknown.class)
        .hasMessageContaining("a test's");
    committer = FailingCommitterTest::commitAll;
    assertThat(commit()).isEqualTo(new Stamp(8));
  }

  @Test
  void whatWasNotTakenIsNotWritten() {
    committer =
        group -> {
          throw new IllegalStateException("a test's");
        };
    queue.start();
    assertThatThrownBy(this::commit)
        .isInstanceOf(EngineException.Unavailable.class)
        .hasMessageContaining("a test's");
  }

  @Test
  void whatWasDecidedBeforeStaysDecided() {
    committer =
        group -> {
          commitAll(group);
          throw new IllegalStateException("a test's");
        };
    queue.start();
    assertThat(commit()).isEqualTo(new Stamp(8));
  }
}
