package dev.skerry.handler.wasm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.handler.BoundData;
import dev.skerry.handler.DataException;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import dev.skerry.http.Fields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Modules that wait for tables, or ask them without end: each is stopped or ends. */
class StoppedQuestionsTest {
  private static final Modules MODULES = new Modules();
  private static final byte[] NO_ITEM = "{}".getBytes(StandardCharsets.UTF_8);
  private static final AtOnce EMPTY =
      (question, done) -> done.answered(new BoundData.Answer(200, Fields.EMPTY, NO_ITEM));

  @AfterAll
  static void close() {
    MODULES.close();
  }

  private static Verdict run(HandlerSpec spec, BoundData data) throws HandlerProblem {
    return MODULES.run(spec, Modules.asking("/").with(data));
  }

  /** Answers when it is given up, and not before. */
  private static final class Silent implements AtOnce {
    private final List<Done> waiting = new ArrayList<>();
    private boolean over;

    @Override
    public synchronized void tell(Question question, Done done) {
      if (over) {
        done.failed(DataException.givenUp());
      } else {
        waiting.add(done);
      }
    }

    @Override
    public synchronized void giveUp() {
      over = true;
      waiting.forEach(done -> done.failed(DataException.givenUp()));
    }
  }

  @Test
  void aCallThatWaitsIsStoppedAtTheEndOfItsWallTimeAndNotOfItsCpuTime() throws HandlerProblem {
    HandlerLimits limits =
        new HandlerLimits(Map.of(HandlerLimit.CPU_TIME, 100L, HandlerLimit.WALL_TIME, 1_000L));
    HandlerSpec spec =
        ModuleDataTest.asking("ITEMS", "GetItem\n{}", "(loop $l (br $l)) unreachable");
    HandlerSpec limited = Modules.spec(spec.code().octets(), limits).with(ModuleDataTest.BOUND);
    assertThat(run(limited, new Silent()))
        .isInstanceOfSatisfying(
            Verdict.Failed.class,
            failed -> assertThat(failed.fault()).isEqualTo(HandlerFault.WALL_TIME));
    assertThat(MODULES.host.abandonedThreads()).isZero();
    assertThat(MODULES.call(limited, Modules.asking("/").with(EMPTY)))
        .isInstanceOfSatisfying(
            Verdict.Failed.class,
            failed ->
                assertThat(failed.fault()).isIn(HandlerFault.CPU_TIME, HandlerFault.WALL_TIME));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(loop $l (call $one) (br $l))",
        "(loop $l (drop (call $answer (i32.const 2048) (i32.const -1))) (br $l))",
        "(call $deep)"
      })
  void oneThatAsksWithoutEndIsStoppedOrTrapsAndTheNextIsAnswered(String body)
      throws HandlerProblem {
    HandlerLimits limits = Modules.PATIENT.with(HandlerLimit.CPU_TIME, 150);
    String fields =
        """
        (data (i32.const 0) "ITEMS") (data (i32.const 16) "GetItem\\n{}")
        (func $one
          (drop (call $ask (i32.const 0) (i32.const 5) (i32.const 16) (i32.const 10)
            (i32.const 2048) (i32.const 1024))))
        (func $deep (call $one) (call $deep))
        """;
    byte[] octets =
        Modules.spec(Modules.handling(fields, "(call $one)" + body + " (i64.const 0)"))
            .code()
            .octets();
    assertThat(run(Modules.spec(octets, limits).with(ModuleDataTest.BOUND), EMPTY))
        .isInstanceOf(Verdict.Failed.class);
    assertThat(MODULES.host.abandonedThreads()).isZero();
    HandlerSpec next = ModuleDataTest.asking("ITEMS", "GetItem\n{}", "(i64.const 0)");
    assertThat(run(next, EMPTY)).isInstanceOf(Verdict.ContinueWith.class);
  }

  @Test
  void whereTheWaitingIsGivenUpTheCallEnds() throws HandlerProblem {
    Silent silent = new Silent();
    silent.giveUp();
    assertThat(
            run(
                ModuleDataTest.asking("ITEMS", "GetItem\n{}", "(loop $l (br $l)) unreachable"),
                silent))
        .isInstanceOfSatisfying(
            Verdict.Failed.class, failed -> assertThat(failed.said()).contains("the call is over"));
  }
}
