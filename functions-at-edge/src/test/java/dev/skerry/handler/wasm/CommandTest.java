package dev.skerry.handler.wasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Modules that are commands: they read an event, write a result, and end. */
class CommandTest {
  private static final String RESPONSE = "response\\n200\\n0\\n0\\noctets\\n";
  private static final Modules MODULES = new Modules();

  @AfterAll
  static void close() {
    MODULES.close();
  }

  @BeforeEach
  void forget() {
    MODULES.log.clear();
  }

  /**
   * A command with functions $read and $write, which take a place and a length; vectors for the
   * system are at 0, room for texts begins at 1024.
   */
  private static String command(String fields, String body) {
    return """
    (module
      (import "wasi_snapshot_preview1" "fd_read" (func $fd_read (param i32 i32 i32 i32) (result i32)))
      (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
      (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
      (memory (export "memory") 2)
      (func $vector (param $at i32) (param $length i32)
        (i32.store (i32.const 0) (local.get $at))
        (i32.store (i32.const 4) (local.get $length)))
      (func $read (param $at i32) (param $length i32) (result i32)
        (call $vector (local.get $at) (local.get $length))
        (if (call $fd_read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)) (then unreachable))
        (i32.load (i32.const 8)))
      (func $write (param $to i32) (param $at i32) (param $length i32)
        (call $vector (local.get $at) (local.get $length))
        (if (call $fd_write (local.get $to) (i32.const 0) (i32.const 1) (i32.const 8)) (then unreachable)))
      %s
      (func (export "_start") (local $n i32)
        %s))
    """
        .formatted(fields, body);
  }

  private static String content(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Respond.class);
    return StandardCharsets.UTF_8.decode(((Verdict.Respond) verdict).content()).toString();
  }

  @Test
  void whatItReadsIsTheEventAndWhatItWritesTheResult() throws HandlerProblem {
    String echo =
        command(
            "(data (i32.const 64) \"" + RESPONSE + "\")",
            """
            (call $write (i32.const 1) (i32.const 64) (i32.const 24))
            (loop $more
              (local.set $n (call $read (i32.const 1024) (i32.const 7)))
              (call $write (i32.const 1) (i32.const 1024) (local.get $n))
              (br_if $more (local.get $n)))
            """);
    assertThat(content(MODULES.run(Modules.spec(echo), Modules.asking("/path", "x-a", "b"))))
        .startsWith("viewer-request\nwww.example.com\nr-1\n203.0.113.7\nGET\n/path\n0\n2\nhost")
        .endsWith("x-a\nb\n0");
  }

  @Test
  void oneThatWritesNothingLeavesEverythingAsItIs() throws HandlerProblem {
    assertThat(MODULES.run(command("", ""))).isInstanceOf(Verdict.ContinueWith.class);
    assertThat(MODULES.run(Modules.spec(command("", "")), Modules.answering("x-a", "b")))
        .isInstanceOfSatisfying(
            Verdict.Change.class,
            change -> assertThat(change.response().fields().first("x-a")).isEqualTo("b"));
  }

  @Test
  void anExitOfZeroIsAnEndAndAnotherAFailure() throws HandlerProblem {
    String write = "(call $write (i32.const 1) (i32.const 64) (i32.const 24))";
    String data = "(data (i32.const 64) \"" + RESPONSE + "\")";
    assertThat(
            content(MODULES.run(command(data, write + "(call $exit (i32.const 0)) unreachable"))))
        .isEmpty();
    assertThat(MODULES.run(command(data, write + "(call $exit (i32.const 3)) unreachable")))
        .isEqualTo(new Verdict.Failed(HandlerFault.EXCEPTION, "exit code 3", ""));
  }

  @Test
  void itsStandardErrorIsTheLogLineByLine() throws HandlerProblem {
    String said =
        command(
            "(data (i32.const 64) \"one\\n\\ntwo\")",
            """
            (call $write (i32.const 2) (i32.const 64) (i32.const 2))
            (call $write (i32.const 2) (i32.const 66) (i32.const 6))
            unreachable
            """);
    assertThat(MODULES.run(said)).isInstanceOf(Verdict.Failed.class);
    assertThat(MODULES.log).startsWith("one", "two");
  }

  @Test
  void aResultBeyondItsLimitEndsTheCommand() throws HandlerProblem {
    String flood =
        command(
            "", "(loop $l (call $write (i32.const 1) (i32.const 64) (i32.const 60000)) (br $l))");
    HandlerSpec spec =
        Modules.spec(
            Modules.spec(flood).code().octets(),
            Modules.PATIENT.with(HandlerLimit.BODY_BYTES, 100_000));
    assertThat(MODULES.run(spec, Modules.asking("/")))
        .isInstanceOfSatisfying(
            Verdict.Failed.class,
            failed -> assertThat(failed.fault()).isEqualTo(HandlerFault.RESULT_SIZE));
  }

  @Test
  void oneThatDoesNotEndIsStopped() throws HandlerProblem {
    for (String body :
        new String[] {
          "(loop $l (br $l))",
          "(loop $l (drop (call $read (i32.const 1024) (i32.const 100))) (br $l))",
          "(loop $l (call $write (i32.const 2) (i32.const 64) (i32.const 100)) (br $l))",
          "(loop $l (call $write (i32.const 1) (i32.const 64) (i32.const 0)) (br $l))"
        }) {
      HandlerSpec spec =
          Modules.spec(
              Modules.spec(command("", body)).code().octets(),
              Modules.PATIENT.with(HandlerLimit.CPU_TIME, 150));
      assertThat(MODULES.run(spec, Modules.asking("/")))
          .isInstanceOfSatisfying(
              Verdict.Failed.class,
              failed ->
                  assertThat(failed.fault()).isIn(HandlerFault.CPU_TIME, HandlerFault.MEMORY));
      assertThat(MODULES.host.abandonedThreads()).isZero();
    }
  }

  @Test
  void eachRunHasAFreshMemoryAndFreshGlobals() throws HandlerProblem {
    String counting =
        command(
            "(global $run (mut i32) (i32.const 0)) (data (i32.const 64) \"" + RESPONSE + "0\")",
            """
            (global.set $run (i32.add (global.get $run) (i32.const 1)))
            (if (i32.ne (global.get $run) (i32.const 1)) (then unreachable))
            (if (i32.ne (memory.grow (i32.const 1)) (i32.const 2)) (then unreachable))
            (i32.store8 (i32.const 88) (i32.add (i32.load8_u (i32.const 88)) (i32.const 1)))
            (call $write (i32.const 1) (i32.const 64) (i32.const 25))
            """);
    HandlerSpec spec = Modules.spec(counting);
    assertThat(content(MODULES.run(spec, Modules.asking("/")))).isEqualTo("1");
    for (int i = 0; i < 3; i++) {
      assertThat(content(MODULES.call(spec, Modules.asking("/")))).isEqualTo("1");
    }
  }

  @Test
  void aModuleThatIsNeitherIsRefusedAndToldBoth() {
    assertThatThrownBy(() -> MODULES.run("(module (memory (export \"memory\") 1))"))
        .isInstanceOf(HandlerProblem.class)
        .hasMessageContaining("skerry_alloc")
        .hasMessageContaining("_start");
  }
}
