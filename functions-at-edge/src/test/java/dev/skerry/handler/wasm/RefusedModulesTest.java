package dev.skerry.handler.wasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.wabt.Wat2Wasm;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerProblem;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Modules that are not deployed, each with what is wrong. */
class RefusedModulesTest {
  private static final String HEADER = "0061736d01000000";
  private static final Modules MODULES = new Modules();

  @AfterAll
  static void close() {
    MODULES.close();
  }

  private static void isRefused(byte[] octets, String because) {
    assertThatThrownBy(() -> MODULES.host.deploy(List.of(Modules.spec(octets, Modules.PATIENT))))
        .isInstanceOf(HandlerProblem.class)
        .hasMessageContaining(because);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(memory 600)|begins with 600 pages",
        "(import \"env\" \"memory\" (memory 1))|imports env.memory, which is no function",
        "(import \"env\" \"f\" (func))|imports env.f, which there is not",
        "(import \"skerry\" \"f\" (func))|imports skerry.f, which there is not",
        "(import \"skerry\" \"now\" (func))|imports skerry.now()->, which is ()->i64",
        "(table 70000 funcref)|entries in a table",
        "(func)|does not export all of memory",
        "(memory (export \"memory\") 1) (func (export \"handle\") (param i32 i32) (result i64)"
            + " (i64.const 0))|does not export all of memory",
      })
  void whatAsksForMoreThanThereIsIsRefused(String fields, String because) {
    isRefused(Wat2Wasm.parse("(module " + fields + ")"), because);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|is no WebAssembly module",
        "0061736d02000000|is no WebAssembly module",
        "0061736d0d000100|is no WebAssembly module",
        // A type with four milliards of parameters.
        HEADER + "0107" + "0160" + "ffffffff0f|is no valid",
        // A name of two milliards of octets.
        HEADER + "0207" + "01" + "ffffffff0700|is no valid",
        // A data segment of two milliards of octets.
        HEADER + "0b0a" + "01" + "00" + "41000b" + "ffffffff07|is no valid",
        // An element segment of as many entries.
        HEADER + "090a" + "01" + "00" + "41000b" + "ffffffff07|is no valid",
        // A function with four milliards of variables.
        HEADER + "0a0a" + "01" + "08" + "01" + "ffffffff0f7f0b|local variables",
        // A section that is longer than the module.
        HEADER + "01ffffffff0f|is no valid",
        HEADER + "0d0100|uses exceptions",
        HEADER + "010501" + "5f0000" + "00|types that are not functions",
        HEADER + "7f00|section with the number 127",
        // A type whose parameter is said with two octets, and then two milliards of results.
        HEADER + "010a" + "0160" + "016305" + "ffffffff07|values of a type that handlers cannot",
        HEADER + "010a" + "0160" + "01ff00" + "ffffffff07|values of a type that handlers cannot",
        // The same section twice.
        HEADER + "0104016000000104" + "01600000|not in its place",
      })
  void octetsThatLieAreRefusedBeforeMemoryIsReserved(String octets, String because) {
    isRefused(HexFormat.of().parseHex(octets == null ? "" : octets), because);
  }

  @Test
  void aFunctionThatIsTooLargeIsNamed() {
    String body =
        "(i32.store (i32.const 8) (i32.add (i32.load (i32.const 8)) (i32.const 123456)))\n"
            .repeat(5_000);
    isRefused(Wat2Wasm.parse(Modules.handling(body + "(i64.const 0)")), "too large");
  }

  @Test
  void tooManyInstructionsAreRefused() {
    String body = "(drop (i32.const 1))".repeat(30_000);
    isRefused(Wat2Wasm.parse(Modules.handling(body + "(i64.const 0)")), "instructions in one");
  }

  @Test
  void manyVariablesAtManyBranchesAreRefused() {
    String locals = "(local " + "i64 ".repeat(1_900) + ")";
    String blocks = "(block (br_if 0 (i32.const 1)))".repeat(3_000);
    isRefused(
        Wat2Wasm.parse(Modules.handling("(func " + locals + blocks + ")", "(i64.const 0)")),
        "variables at all branches");
  }

  @Test
  void aStartFunctionThatDoesNotEndIsStopped() {
    isRefused(
        Wat2Wasm.parse(Modules.handling("(func $s (loop $l (br $l))) (start $s)", "(i64.const 0)")),
        "does not come to its end");
  }

  @Test
  void aStartFunctionThatTrapsIsRefused() {
    isRefused(
        Wat2Wasm.parse(Modules.handling("(func $s unreachable) (start $s)", "(i64.const 0)")),
        "does not start: unreachable");
  }

  @Test
  void aSmallMemoryLimitRefusesWhatBeginsLarger() {
    HandlerLimits small = HandlerLimits.DEFAULT.with(HandlerLimit.MEMORY, 1 << 20);
    byte[] octets = Wat2Wasm.parse("(module (memory 17))");
    assertThatThrownBy(() -> MODULES.host.deploy(List.of(Modules.spec(octets, small))))
        .isInstanceOf(HandlerProblem.class)
        .hasMessageContaining("its limit memory allows 16");
  }

  /** Every module that is broken somewhere is deployed or refused, and nothing else happens. */
  @Test
  void brokenModulesAreRefusedOrRun() {
    byte[] whole =
        Wat2Wasm.parse(
            Modules.handling(
                "(table 3 funcref) (elem (i32.const 0) $handle) (data (i32.const 0) \"abc\")"
                    + " (global i32 (i32.const 7))",
                "(loop $l (br_if $l (i32.lt_u (i32.const 1) (local.get $i)))) (i64.const 0)"));
    long seed = ThreadLocalRandom.current().nextLong();
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < 1_000; i++) {
      byte[] broken = Arrays.copyOf(whole, whole.length - (i % 3 == 0 ? random.nextInt(20) : 0));
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        broken[8 + random.nextInt(broken.length - 8)] = (byte) random.nextInt();
      }
      try {
        var _ = new WasmPrograms().load(Modules.spec(broken, Modules.PATIENT));
      } catch (HandlerProblem _) {
        refused++;
      } catch (RuntimeException | Error e) {
        throw new AssertionError("with the seed " + seed, e);
      }
    }
    assertThat(refused).as("with the seed " + seed).isPositive();
  }
}
