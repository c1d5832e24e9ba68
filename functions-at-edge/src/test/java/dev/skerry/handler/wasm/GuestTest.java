package dev.skerry.handler.wasm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import run.endive.runtime.ByteArrayMemory;
import run.endive.runtime.Instance;
import run.endive.runtime.Memory;
import run.endive.wasm.types.MemoryLimits;

/** Instances that are as new at each call, beside instances that are new. */
class GuestTest {
  private static final int BLOCK = MarkedPages.BLOCK_OCTETS;

  /** Everything that a module can change of itself; each operation takes three numbers. */
  private static final String CHANGING =
      """
      (module
        (type $value (func (result i64)))
        (memory (export "memory") 2 40)
        (global $a (mut i32) (i32.const 7))
        (global $b (mut i64) (i64.const -7))
        (global $c (mut f32) (f32.const 0.5))
        (global $d (mut f64) (f64.const 1e300))
        (global $e (mut funcref) (ref.func $two))
        (table $t 10 20 funcref)
        (table $u 5 funcref)
        (func $one (type $value) (i64.const 1))
        (func $two (type $value) (i64.const 2))
        (elem (table $t) (i32.const 2) func $one $two)
        (elem $passive func $two $one $two)
        (data (i32.const 4090) "across two blocks")
        (data (i32.const 65530) "across two pages")
        (data $rest "octets that are not there at first")
        %s)
      """;

  /** By name: the body. */
  private static final List<String> OPERATIONS =
      List.of(
          "(i32.store8 (local.get $x) (local.get $y)) (i64.const 0)",
          "(i32.store16 (local.get $x) (local.get $y)) (i64.const 0)",
          "(i32.store (local.get $x) (local.get $y)) (i64.const 0)",
          "(i64.store (local.get $x) (i64.extend_i32_s (local.get $y))) (i64.const 0)",
          "(f32.store (local.get $x) (f32.convert_i32_s (local.get $y))) (i64.const 0)",
          "(f64.store (local.get $x) (f64.convert_i32_s (local.get $y))) (i64.const 0)",
          "(i64.load8_u (local.get $x))",
          "(i64.load16_s (local.get $x))",
          "(i64.load32_u (local.get $x))",
          "(i64.load (local.get $x))",
          "(i64.reinterpret_f64 (f64.load (local.get $x)))",
          "(i64.extend_i32_u (i32.reinterpret_f32 (f32.load (local.get $x))))",
          "(memory.fill (local.get $x) (local.get $y) (local.get $z)) (i64.const 0)",
          "(memory.copy (local.get $x) (local.get $y) (local.get $z)) (i64.const 0)",
          "(memory.init $rest (local.get $x) (i32.and (local.get $y) (i32.const 31))"
              + " (i32.and (local.get $z) (i32.const 15))) (i64.const 0)",
          "(data.drop $rest) (i64.const 0)",
          "(i64.extend_i32_s (memory.grow (i32.and (local.get $z) (i32.const 31))))",
          "(i64.extend_i32_s (memory.size))",
          "(global.set $a (local.get $x)) (global.set $b (i64.extend_i32_s (local.get $x)))"
              + " (global.set $c (f32.convert_i32_s (local.get $x)))"
              + " (global.set $d (f64.convert_i32_s (local.get $x)))"
              + " (global.set $e (ref.null func)) (i64.const 0)",
          "(i64.add (i64.extend_i32_s (global.get $a)) (i64.add (global.get $b)"
              + " (i64.add (i64.trunc_f32_s (global.get $c)) (i64.add"
              + " (i64.reinterpret_f64 (global.get $d))"
              + " (i64.extend_i32_s (ref.is_null (global.get $e)))))))",
          "(table.set $t (i32.and (local.get $y) (i32.const 15)) (ref.func $one)) (i64.const 0)",
          "(table.set $u (i32.and (local.get $y) (i32.const 3)) (ref.func $two)) (i64.const 0)",
          "(i64.extend_i32_s (table.grow $t (ref.func $two) (i32.and (local.get $z) (i32.const"
              + " 3))))",
          "(table.fill $t (i32.and (local.get $y) (i32.const 7)) (ref.null func)"
              + " (i32.and (local.get $z) (i32.const 3))) (i64.const 0)",
          "(table.copy $t $t (i32.and (local.get $x) (i32.const 7))"
              + " (i32.and (local.get $y) (i32.const 7)) (i32.and (local.get $z) (i32.const 3)))"
              + " (i64.const 0)",
          "(table.init $t $passive (i32.and (local.get $x) (i32.const 7)) (i32.const 0)"
              + " (i32.and (local.get $z) (i32.const 3))) (i64.const 0)",
          "(elem.drop $passive) (i64.const 0)",
          "(i64.extend_i32_s (table.size $t))",
          "(call_indirect $t (type $value) (i32.or (i32.const 2) (i32.and (local.get $y)"
              + " (i32.const 1))))",
          "(i64.extend_i32_s (ref.is_null (table.get $u (i32.and (local.get $y)"
              + " (i32.const 3)))))");

  private static WasmCode compiled(String wat) throws HandlerProblem {
    return WasmCode.compile(Modules.spec(wat));
  }

  private static String changing() {
    StringBuilder functions = new StringBuilder();
    for (int i = 0; i < OPERATIONS.size(); i++) {
      functions.append(
          "(func (export \"%d\") (param $x i32) (param $y i32) (param $z i32) (result i64) %s)\n"
              .formatted(i, OPERATIONS.get(i)));
    }
    return CHANGING.replace("%s", functions);
  }

  private static Guest guest(WasmCode code) {
    HandlerSpec spec = Modules.spec(new byte[0], HandlerLimits.DEFAULT);
    HostCall host = new HostCall(spec);
    Wasi wasi = Wasi.ofLibrary(host.log(), WasiEnvironment.NONE);
    return new Linker(code, spec).guest(host, wasi, null);
  }

  /** With the runtime's own memory and tables. */
  private static Instance anew(WasmCode code) {
    return Instance.builder(code.module())
        .withMachineFactory(code.machines())
        .withMemoryFactory(ByteArrayMemory::new)
        .withTableFactory(Tables::create)
        .build();
  }

  private static long place(Random random) {
    int near = random.nextInt(-9, 10);
    return switch (random.nextInt(100)) {
      case 0 -> 2 * Memory.PAGE_SIZE + near;
      case 1 -> near;
      case 2 -> random.nextInt(20 * Memory.PAGE_SIZE);
      default ->
          random.nextInt(4) == 0 ? Memory.PAGE_SIZE + near : random.nextLong(1, 29) * BLOCK + near;
    };
  }

  private static String outcome(LongSupplier operation) {
    try {
      return Long.toString(operation.getAsLong());
    } catch (RuntimeException e) {
      return "trap";
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatACallChangesIsNotThereForTheNextOne(long seed) throws HandlerProblem {
    Random random = new Random(seed);
    WasmCode code = compiled(changing());
    Guest guest = guest(code);
    int kept = 0;
    for (int call = 0; call < 100; call++) {
      Instance twin = anew(code);
      guest.begin();
      boolean trapped = false;
      List<String> said = new ArrayList<>();
      for (int i = random.nextInt(1, 40); i > 0 && !trapped; i--) {
        String name = Integer.toString(random.nextInt(OPERATIONS.size()));
        long[] with = {place(random), place(random), random.nextInt(3 * BLOCK)};
        String expected = outcome(() -> twin.export(name).apply(with)[0]);
        Guest asked = guest;
        said.add(name);
        assertThat(outcome(() -> asked.function(name).apply(with)[0]))
            .as("seed %d, call %d, %s", seed, call, said)
            .isEqualTo(expected);
        trapped = expected.equals("trap");
      }
      Memory memory = guest.memory();
      if (!trapped) {
        int octets = twin.memory().pages() * Memory.PAGE_SIZE;
        assertThat(Arrays.mismatch(memory.readBytes(0, octets), twin.memory().readBytes(0, octets)))
            .as("seed %d, call %d, %s: where they differ", seed, call, said)
            .isEqualTo(-1);
      }
      if (trapped || !guest.end()) {
        guest = guest(code);
      } else {
        kept++;
      }
    }
    assertThat(kept).as("seed %d: calls after which the guest was kept", seed).isGreaterThan(20);
  }

  @Test
  void whatAMemoryHasGrownByIsGivenBack() throws HandlerProblem {
    Guest guest =
        guest(
            compiled(
                """
                (module (memory (export "memory") 1)
                  (func (export "grow") (result i32) (memory.grow (i32.const 300))))
                """));
    guest.begin();
    guest.function("grow").apply();
    assertThat(guest.memory().pages()).isEqualTo(301);
    assertThat(guest.end()).isTrue();
    assertThat(guest.memory().pages()).isEqualTo(1);
    assertThat(Arrays.stream(((LinearMemory) guest.memory()).pages).filter(Objects::nonNull))
        .hasSize(1 + MarkedPages.MOST_SPARE);
  }

  @Test
  void aCallThatHasWrittenVeryMuchIsTheLastOfItsGuest() throws HandlerProblem {
    Guest guest =
        guest(
            compiled(
                """
                (module (memory (export "memory") 100)
                  (func (export "fill")
                    (memory.fill (i32.const 0) (i32.const 1) (i32.const 6553600))))
                """));
    guest.begin();
    guest.function("fill").apply();
    assertThat(guest.end()).isFalse();
  }

  @Test
  void aFirstFunctionThatAsksTheHostRunsInEachCall() throws HandlerProblem {
    try (Modules modules = new Modules()) {
      String logging =
          Modules.handling(
              """
              (func (export "_initialize")
                (i32.store (i32.const 64) (i32.add (i32.load (i32.const 64)) (i32.const 1)))
                (call $log (i32.const 1) (i32.const 32) (i32.const 5)))
              (data (i32.const 32) "begun")
              """,
              "(if (i32.ne (i32.load (i32.const 64)) (i32.const 1)) (then unreachable)) (i64.const"
                  + " 0)");
      HandlerSpec spec = Modules.spec(logging);
      modules.run(spec, Modules.asking("/"));
      modules.log.clear();
      for (int i = 0; i < 3; i++) {
        assertThat(modules.call(spec, Modules.asking("/")))
            .isInstanceOf(Verdict.ContinueWith.class);
      }
      assertThat(modules.log).containsExactly("begun", "begun", "begun");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(func $first (i32.store (i32.const 64) (i32.add (i32.load (i32.const 64)) (i32.const 1))))"
            + "(start $first)",
        "(func $first (i32.store (i32.const 64) (i32.add (i32.load (i32.const 64)) (i32.const 1)))"
            + " (drop (call $now))) (start $first)",
        "(func (export \"_initialize\")"
            + " (i32.store (i32.const 64) (i32.add (i32.load (i32.const 64)) (i32.const 1))))"
      })
  void whatRunsFirstHasRunOnceInEachCall(String first) throws HandlerProblem {
    try (Modules modules = new Modules()) {
      HandlerSpec spec =
          Modules.spec(
              Modules.handling(
                  first,
                  """
                  (if (i32.ne (i32.load (i32.const 64)) (i32.const 1)) (then unreachable))
                  (i32.store (i32.const 64) (i32.const 5))
                  (i64.const 0)
                  """));
      modules.host.deploy(List.of(spec));
      for (int i = 0; i < 4; i++) {
        assertThat(modules.call(spec, Modules.asking("/")))
            .isInstanceOf(Verdict.ContinueWith.class);
      }
    }
  }

  @Test
  void atomicOperationsAreKnownToHaveWritten() {
    LinearMemory memory = new LinearMemory(new MemoryLimits(1, 1), instance -> {});
    MarkedPages.Image zeroes = memory.image(null);
    memory.atomicAddLong(4_096, 1);
    memory.atomicXchgByte(8_191, (byte) 2);
    memory.atomicCmpxchgShort(20_000, (short) 0, (short) 3);
    memory.atomicWriteInt(30_000, 4);
    assertThat(memory.atomicReadLong(4_096)).isEqualTo(1);
    assertThat(memory.bringBack(zeroes)).isTrue();
    assertThat(memory.readBytes(0, Memory.PAGE_SIZE)).containsOnly(0);
  }
}
