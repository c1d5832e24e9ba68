package dev.skerry.handler.wasm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Modules that mean no good, and run: each is stopped or traps, and the others run on. */
class HostileModulesTest {
  private static final HandlerLimits TIGHT =
      Modules.PATIENT.with(HandlerLimit.CPU_TIME, 150).with(HandlerLimit.MEMORY, 16 << 20);
  private static final HandlerLimits SMALL = Modules.PATIENT.with(HandlerLimit.MEMORY, 16 << 20);
  private static final HandlerSpec PEACEFUL = Modules.spec(Modules.handling("(i64.const 0)"));

  private final Modules modules = new Modules();

  @AfterEach
  void close() {
    modules.close();
  }

  private Verdict run(String wat, HandlerLimits limits) throws HandlerProblem {
    HandlerSpec spec = Modules.spec(Modules.spec(wat).code().octets(), limits);
    modules.host.deploy(List.of(PEACEFUL, spec));
    return modules.call(spec, Modules.asking("/"));
  }

  /** The one worker is free again, and it is not another in the place of one that was given up. */
  private void othersRunOn() {
    assertThat(modules.call(PEACEFUL, Modules.asking("/")))
        .isInstanceOf(Verdict.ContinueWith.class);
    assertThat(modules.host.disabled()).isZero();
    assertThat(modules.host.abandonedThreads()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(loop $l (br $l)) unreachable",
        "(loop $a (loop $b (br_if $b (i32.const 1)) (br $a))) unreachable",
        "(loop $l (br_table $l $l $l (local.get $i))) unreachable",
        "(loop $l (local.set $i (i32.add (local.get $i) (i32.const 1))) (br_table $l $l"
            + " (local.get $i))) unreachable",
        "(loop $l (memory.fill (i32.const 0) (i32.const 1) (i32.const 131072)) (br $l))"
            + " unreachable",
        "(loop $l (memory.copy (i32.const 0) (i32.const 1) (i32.const 131071)) (br $l))"
            + " unreachable",
        "(drop (memory.grow (i32.const 200))) (loop $l (memory.fill (i32.const 0) (i32.const 1)"
            + " (i32.const 13000000)) (br $l)) unreachable",
        "(loop $l (call $random (i32.const 0) (i32.const 65536)) (br $l)) unreachable",
        "(loop $l (drop (call $now)) (br $l)) unreachable",
        "(loop $l (call $log (i32.const 1) (i32.const 0) (i32.const 60000)) (br $l)) unreachable",
        "(loop $l (call $log (i32.const 1) (i32.const 0) (i32.const 0)) (br $l)) unreachable",
        "(loop $l (drop (memory.grow (i32.const 1))) (br $l)) unreachable",
        "(loop $l (drop (memory.grow (i32.const 0))) (br $l)) unreachable",
        "(loop $l (f64.store (i32.const 8) (f64.sqrt (f64.load (i32.const 8)))) (br $l))"
            + " unreachable",
        "(loop $l (i64.store (i32.const 8) (i64.div_u (i64.const 7) (i64.const 3))) (br $l))"
            + " unreachable"
      })
  void aLoopIsStopped(String body) throws HandlerProblem {
    isStopped(Modules.handling(body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Calls without a loop: as many as there are grains on the chess board.
        "(func $deep (param $n i32) (if (local.get $n) (then (call $deep (i32.sub (local.get $n)"
            + " (i32.const 1))) (call $deep (i32.sub (local.get $n) (i32.const 1))))))"
            + " (func $hostile (call $deep (i32.const 60)))",
        "(type $t (func (param i32))) (table 1 funcref) (elem (i32.const 0) $deep)"
            + " (func $deep (param $n i32) (if (local.get $n) (then (call_indirect (type $t)"
            + " (i32.sub (local.get $n) (i32.const 1)) (i32.const 0)) (call_indirect (type $t)"
            + " (i32.sub (local.get $n) (i32.const 1)) (i32.const 0)))))"
            + " (func $hostile (call $deep (i32.const 60)))",
        "(table $t 1 60000 funcref) (func $hostile (loop $l (drop (table.grow $t (ref.null func)"
            + " (i32.const 1))) (br $l)))",
        "(table $t 60000 60000 funcref) (func $hostile (loop $l (table.fill $t (i32.const 0)"
            + " (ref.null func) (i32.const 60000)) (br $l)))",
        "(table $t 60000 60000 funcref) (func $hostile (loop $l (table.copy $t $t (i32.const 0)"
            + " (i32.const 1) (i32.const 59999)) (br $l)))"
      })
  void whatDoesNotEndOtherwiseIsStopped(String fields) throws HandlerProblem {
    isStopped(Modules.handling(fields, "(call $hostile) (i64.const 0)"));
  }

  /** By what it uses, whatever else the machine does, and long before its wall time is over. */
  private void isStopped(String wat) throws HandlerProblem {
    assertThat(run(wat, TIGHT))
        .isInstanceOfSatisfying(
            Verdict.Failed.class,
            failed -> assertThat(failed.fault()).isIn(HandlerFault.CPU_TIME, HandlerFault.MEMORY));
    othersRunOn();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unreachable",
        "(drop (i32.div_s (i32.const 1) (local.get $i))) (i64.const 0)",
        "(drop (i32.trunc_f64_s (f64.const 1e300))) (i64.const 0)",
        "(drop (i32.load (i32.const -4))) (i64.const 0)",
        "(i32.store8 (i32.const 131072) (i32.const 1)) (i64.const 0)",
        "(memory.fill (i32.const 100) (i32.const 1) (i32.const -1)) (i64.const 0)",
        "(memory.copy (i32.const -1) (i32.const 0) (i32.const 2)) (i64.const 0)",
        "(call $log (i32.const 1) (i32.const -1) (i32.const 8)) (i64.const 0)",
        "(call $log (i32.const 1) (i32.const 131071) (i32.const 8)) (i64.const 0)",
        "(call $random (i32.const -1) (i32.const 8)) (i64.const 0)",
        "(call $random (i32.const 0) (i32.const -1)) (i64.const 0)",
        "(call $random (i32.const 131071) (i32.const 65536)) (i64.const 0)",
        "(i64.const 0xffffffff00000010)",
        "(i64.const 0x0001ffff00000010)",
        "(i64.const 0x7fffffff00000001)"
      })
  void aTrapIsAnException(String body) throws HandlerProblem {
    fails(Modules.handling(body), HandlerFault.EXCEPTION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(drop (i32.load8_u offset=%s (local.get $i)))",
        "(drop (i32.load16_s offset=%s (local.get $i)))",
        "(drop (i32.load offset=%s (local.get $i)))",
        "(drop (i64.load8_s offset=%s (local.get $i)))",
        "(drop (i64.load16_u offset=%s (local.get $i)))",
        "(drop (i64.load32_u offset=%s (local.get $i)))",
        "(drop (i64.load offset=%s (local.get $i)))",
        "(drop (f32.load offset=%s (local.get $i)))",
        "(drop (f64.load offset=%s (local.get $i)))",
        "(i32.store8 offset=%s (local.get $i) (i32.const 1))",
        "(i32.store16 offset=%s (local.get $i) (i32.const 1))",
        "(i32.store offset=%s (local.get $i) (i32.const 1))",
        "(i64.store8 offset=%s (local.get $i) (i64.const 1))",
        "(i64.store16 offset=%s (local.get $i) (i64.const 1))",
        "(i64.store32 offset=%s (local.get $i) (i64.const 1))",
        "(i64.store offset=%s (local.get $i) (i64.const 1))",
        "(f32.store offset=%s (local.get $i) (f32.const 1))",
        "(f64.store offset=%s (local.get $i) (f64.const 1))"
      })
  void anOffsetBeyondTheMemoryDoesNotLeadBackIntoIt(String access) throws HandlerProblem {
    // Added to an address of 32 bits, these would be places near 0.
    for (String address : List.of("0", "16", "2147483647", "-2147483648", "-1", "-2147483632")) {
      for (String offset : List.of("2147483632", "2147483647", "2147483648", "4294967295")) {
        fails(
            Modules.handling(
                "(local.set $i (i32.const %s)) %s (i64.const 0)"
                    .formatted(address, access.formatted(offset))),
            HandlerFault.EXCEPTION);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(func $hostile (call $hostile))",
        "(func $hostile (call $log (i32.const 1) (i32.const 0) (i32.const 1)) (call $hostile))",
        "(func $hostile (call $random (i32.const 0) (i32.const 64)) (call $hostile))",
        "(func $hostile (drop (call $now)) (call $hostile))",
        "(func $hostile (drop (memory.grow (i32.const 1))) (call $hostile))",
        "(type $t (func)) (table 2 funcref) (elem (i32.const 0) $hostile $other)"
            + " (func $hostile (call_indirect (type $t) (i32.const 1)))"
            + " (func $other (call_indirect (type $t) (i32.const 0)))",
        "(type $t (func)) (table 2 funcref) (func $hostile (call_indirect (type $t)"
            + " (i32.const 1)))",
        "(type $t (func)) (table 2 funcref) (func $hostile (call_indirect (type $t)"
            + " (i32.const 7)))",
        "(type $t (func)) (table 1 funcref) (elem (i32.const 0) $handle) (func $hostile"
            + " (call_indirect (type $t) (i32.const 0)))",
        "(table $t 1 funcref) (func $hostile (table.set $t (i32.const 9) (ref.null func)))"
      })
  void whatUsesUpItsStackOrMissesItsTableIsAnException(String fields) throws HandlerProblem {
    fails(Modules.handling(fields, "(call $hostile) (i64.const 0)"), HandlerFault.EXCEPTION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x0000000010000000", "0x00000010ffffffff", "0x7fffffff7fffffff"})
  void aResultBeyondItsLimitIsRefusedBeforeItIsCopied(String packed) throws HandlerProblem {
    fails(Modules.handling("(i64.const " + packed + ")"), HandlerFault.RESULT_SIZE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "request",
        "request\\nGET\\n/\\n99999999\\n",
        "request\\nGET\\n/\\n-1\\n",
        "\\ff\\fe\\00"
      })
  void aResultThatIsNoneIsRefused(String text) throws HandlerProblem {
    fails(
        Modules.handling(
            "(data (i32.const 16) \"" + text + "\")", "(i64.const 0x0000001000000018)"),
        HandlerFault.INVALID_RESULT);
  }

  private void fails(String wat, HandlerFault fault) throws HandlerProblem {
    assertThat(run(wat, SMALL))
        .isInstanceOfSatisfying(
            Verdict.Failed.class,
            failed -> assertThat(failed.fault()).as(failed.said()).isEqualTo(fault));
    othersRunOn();
  }

  @Test
  void memoryEndsAtItsLimit() throws HandlerProblem {
    assertThat(
            run(
                Modules.handling(
                    """
                    (if (i32.ne (memory.grow (i32.const 255)) (i32.const -1)) (then unreachable))
                    (if (i32.ne (memory.grow (i32.const 254)) (i32.const 2)) (then unreachable))
                    (if (i32.ne (memory.grow (i32.const 1)) (i32.const -1)) (then unreachable))
                    (i64.const 0)
                    """),
                SMALL))
        .isInstanceOf(Verdict.ContinueWith.class);
  }

  @Test
  void aFloodOfLinesEndsAtItsLimit() throws HandlerProblem {
    modules.log.clear();
    assertThat(
            run(
                Modules.handling(
                    """
                    (memory.fill (i32.const 0) (i32.const 65) (i32.const 1000))
                    (loop $l
                      (call $log (i32.const 1) (i32.const 0) (i32.const 1000))
                      (local.set $i (i32.add (local.get $i) (i32.const 1)))
                      (br_if $l (i32.lt_u (local.get $i) (i32.const 1000))))
                    (i64.const 0)
                    """),
                SMALL))
        .isInstanceOf(Verdict.ContinueWith.class);
    assertThat(modules.log.stream().mapToInt(String::length).sum()).isBetween(4_000, 5_000);
  }

  @Test
  void whatWasStoppedLeavesNothingForTheNextCall() throws HandlerProblem {
    HandlerSpec hostile =
        Modules.spec(
            Modules.spec(Modules.handling("(loop $l (br $l)) unreachable")).code().octets(),
            TIGHT.with(HandlerLimit.CPU_TIME, 10));
    modules.host.deploy(List.of(PEACEFUL, hostile));
    for (int i = 0; i < 20; i++) {
      assertThat(modules.call(hostile, Modules.asking("/"))).isInstanceOf(Verdict.Failed.class);
      othersRunOn();
    }
  }
}
