package dev.skerry.handler.wasm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.handler.Binding;
import dev.skerry.handler.Bindings;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.KeyValues;
import dev.skerry.handler.Verdict;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is bound to a handler in WebAssembly, by the functions that it imports. */
class ModuleBindingsTest {
  private static final String SECRET = "s3cr3t-text";
  private static final Bindings BOUND =
      Bindings.of(
          Map.of(
              "GREETING",
              new Binding.Variable("grüß"),
              "KEY",
              new Binding.Secret(SECRET),
              "MOVED",
              KeyValues.of("moved", Map.of("/ä", "/b", "/empty", ""), Instant.EPOCH)));
  private static final Modules MODULES = new Modules();

  @AfterAll
  static void close() {
    MODULES.close();
  }

  @BeforeEach
  void forget() {
    MODULES.log.clear();
  }

  private static HandlerSpec spec(String body) {
    return Modules.spec(
            Modules.handling(
                """
                (data (i32.const 16) "GREETING")
                (data (i32.const 32) "KEY")
                (data (i32.const 48) "MOVED")
                (data (i32.const 64) "/\\c3\\a4")
                (data (i32.const 80) "/empty")
                (data (i32.const 96) "/none")
                (data (i32.const 112) "----------------")
                """,
                body))
        .with(BOUND);
  }

  private static Verdict run(String body) throws HandlerProblem {
    return MODULES.run(spec(body), Modules.asking("/"));
  }

  /** Traps where a call does not give what is expected. */
  private static String expecting(int value, String call) {
    return "(if (i32.ne " + call + " (i32.const " + value + ")) (then unreachable))";
  }

  private static final String TEXT =
      "(call $text (i32.const %d) (i32.const %d) (i32.const 112) (i32.const %d))";

  private static String value(int at, int length) {
    return ("(call $kv_get (i32.const 48) (i32.const 5) (i32.const %d) (i32.const %d)"
            + " (i32.const 112) (i32.const 16))")
        .formatted(at, length);
  }

  private static final String SHOW = "(call $log (i32.const 1) (i32.const 112) (i32.const 16))";

  @Test
  void theTextOfAVariableIsGivenInUtf8() throws HandlerProblem {
    assertThat(run(expecting(6, TEXT.formatted(16, 8, 16)) + SHOW + "(i64.const 0)"))
        .isInstanceOf(Verdict.ContinueWith.class);
    assertThat(MODULES.log).containsExactly("grüß----------");
  }

  @Test
  void nothingIsWrittenWhereThereIsNotRoomForAll() throws HandlerProblem {
    assertThat(
            run(
                expecting(6, TEXT.formatted(16, 8, 5))
                    + expecting(6, TEXT.formatted(16, 8, 0))
                    + SHOW
                    + "(i64.const 0)"))
        .isInstanceOf(Verdict.ContinueWith.class);
    assertThat(MODULES.log).containsExactly("----------------");
  }

  @ParameterizedTest
  @CsvSource({"64,3,2", "80,6,0", "96,5,-1", "64,1,-1"})
  void aNamespaceIsAskedByKey(int at, int length, int expected) throws HandlerProblem {
    assertThat(run(expecting(expected, value(at, length)) + "(i64.const 0)"))
        .isInstanceOf(Verdict.ContinueWith.class);
  }

  @Test
  void whatIsNotBoundHasNoText() throws HandlerProblem {
    assertThat(run(expecting(-1, TEXT.formatted(16, 4, 16)) + "(i64.const 0)"))
        .isInstanceOf(Verdict.ContinueWith.class);
    assertThat(run(expecting(-1, TEXT.formatted(48, 5, 16)) + "(i64.const 0)"))
        .isInstanceOf(Verdict.ContinueWith.class);
  }

  @Test
  void aNamespaceThatIsNotBoundIsAnException() throws HandlerProblem {
    assertThat(
            run(
                "(drop (call $kv_get (i32.const 32) (i32.const 3) (i32.const 64) (i32.const 3)"
                    + " (i32.const 112) (i32.const 16))) (i64.const 0)"))
        .isInstanceOfSatisfying(
            Verdict.Failed.class,
            failed -> assertThat(failed.said()).contains("no namespace is bound as KEY"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(call $text (i32.const 16) (i32.const -1) (i32.const 112) (i32.const 16))",
        "(call $text (i32.const 16) (i32.const 65537) (i32.const 112) (i32.const 16))",
        "(call $text (i32.const -16) (i32.const 60000) (i32.const 112) (i32.const 16))",
        "(call $text (i32.const 16) (i32.const 8) (i32.const -2) (i32.const 16))",
        "(call $text (i32.const 16) (i32.const 8) (i32.const 131070) (i32.const -1))"
      })
  void aPlaceBeyondTheMemoryIsAnException(String call) throws HandlerProblem {
    assertThat(run("(drop " + call + ") (i64.const 0)"))
        .isInstanceOfSatisfying(
            Verdict.Failed.class,
            failed -> assertThat(failed.fault()).isEqualTo(HandlerFault.EXCEPTION));
  }

  @Test
  void aSecretIsNotInTheLogNorAPartOfIt() throws HandlerProblem {
    HandlerSpec spec =
        spec(
            expecting(11, TEXT.formatted(32, 3, 16))
                + SHOW
                + "(call $log (i32.const 1) (i32.const 112) (i32.const 131000)) (i64.const 0)");
    for (long bytes = 1; bytes < 20; bytes++) {
      MODULES.log.clear();
      HandlerSpec limited =
          Modules.spec(spec.code().octets(), Modules.PATIENT.with(HandlerLimit.LOG_BYTES, bytes))
              .with(BOUND);
      assertThat(MODULES.run(limited, Modules.asking("/")))
          .isInstanceOf(Verdict.ContinueWith.class);
      assertThat(String.join("", MODULES.log)).doesNotContain(SECRET.substring(0, 2));
    }
  }
}
