package dev.skerry.control.admin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.edge.admin.KeptAnswer;
import dev.skerry.edge.admin.Problem;
import dev.skerry.edge.admin.ProblemException;
import dev.skerry.origin.access.account.MasterKey;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineAnswersTest {
  private static final KeptAnswer ANSWER =
      new KeptAnswer(201, Map.of("content-type", "application/json"), "{\"token\": \"s3cret\"}");

  @TempDir Path folder = Path.of("");
  private Engine engine;
  private EngineAnswers answers;
  private Instant now = Instant.parse("2026-01-01T12:00:00Z");

  @BeforeEach
  void open() throws Exception {
    engine = RocksEngine.open(RocksSettings.in(folder.resolve("db")));
    MasterKey master = MasterKey.open(folder.resolve("master-key"));
    answers = new EngineAnswers(engine, master, () -> now);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void theSameRequestGetsTheSameAnswerAlsoAfterARestart() throws Exception {
    assertThat(answers.begin("ci", "k", "request")).isNull();
    answers.keep("ci", "k", "request", ANSWER);
    assertThat(answers.begin("ci", "k", "request")).isEqualTo(ANSWER);
    engine.close();
    open();
    assertThat(answers.begin("ci", "k", "request")).isEqualTo(ANSWER);
  }

  @Test
  void whatIsForgottenOrReplacedIsCountedOnce() throws Exception {
    for (int i = 0; i < 20; i++) {
      answers.begin("ci", "k" + i, "request");
      answers.keep("ci", "k" + i, "request", ANSWER);
    }
    assertThat(answers.count()).isEqualTo(20);
    now = now.plus(EngineAnswers.KEPT);
    assertThat(answers.begin("ci", "k0", "request")).isNull();
    now = now.plusMillis(1);
    assertThat(answers.begin("ci", "k1", "request")).isNull();
    assertThat(answers.count()).isEqualTo(2);
    answers.forget("ci", "k1");
    answers.forget("ci", "k1");
    assertThat(answers.count()).isEqualTo(1);
  }

  @Test
  void keysAreEachCallersOwn() throws Exception {
    answers.begin("ci", "k", "request");
    assertThat(answers.begin("another", "k", "other request")).isNull();
  }

  @Test
  void aKeyIsForOneRequest() throws Exception {
    answers.begin("ci", "k", "request");
    assertRefused(() -> answers.begin("ci", "k", "other request"), Problem.UNPROCESSABLE);
    answers.keep("ci", "k", "request", ANSWER);
    assertRefused(() -> answers.begin("ci", "k", "other request"), Problem.UNPROCESSABLE);
  }

  @Test
  void aCallThatIsUnderWayIsNotMadeTwice() throws Exception {
    answers.begin("ci", "k", "request");
    assertRefused(() -> answers.begin("ci", "k", "request"), Problem.CONFLICT);
  }

  @Test
  void aCallThatAKilledProcessHadBegunIsNotMadeAgain() throws Exception {
    answers.begin("ci", "k", "request");
    engine.close();
    open();
    assertThatThrownBy(() -> answers.begin("ci", "k", "request"))
        .hasMessageContaining("its end is not known");
  }

  @Test
  void aCallThatWasRefusedMayBeMadeAgain() throws Exception {
    answers.begin("ci", "k", "request");
    answers.forget("ci", "k");
    assertThat(answers.begin("ci", "k", "better request")).isNull();
  }

  @Test
  void afterADayAKeyIsNewAgainAndNothingIsLeft() throws Exception {
    answers.begin("ci", "k", "request");
    answers.keep("ci", "k", "request", ANSWER);
    now = now.plus(EngineAnswers.KEPT).plusMillis(1);
    assertThat(answers.begin("ci", "another", "request")).isNull();
    answers.forget("ci", "another");
    assertThat(engine.read(snapshot -> snapshot.scan(Scan.of(Range.ALL))).rows()).isEmpty();
    assertThat(answers.begin("ci", "k", "other request")).isNull();
  }

  @Test
  void anAnswerThatIsTooLongIsToldToBe() throws Exception {
    answers.begin("ci", "k", "request");
    answers.keep("ci", "k", "request", new KeptAnswer(200, Map.of(), "é".repeat(50_000)));
    assertRefused(() -> answers.begin("ci", "k", "request"), Problem.CONFLICT);
  }

  @Test
  void theEngineHasNoAnswerInTheClear() throws Exception {
    answers.begin("ci", "k", "request");
    answers.keep("ci", "k", "request", ANSWER);
    engine
        .read(snapshot -> snapshot.scan(Scan.of(Range.ALL)))
        .rows()
        .forEach(row -> assertThat(new String(row.value(), ISO_8859_1)).doesNotContain("s3cret"));
  }

  private static void assertRefused(ThrowingCallable call, Problem problem) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem()).isEqualTo(problem));
  }
}
