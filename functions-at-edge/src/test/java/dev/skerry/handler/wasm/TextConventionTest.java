package dev.skerry.handler.wasm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Occurrence;
import dev.skerry.handler.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Modules that take the text of an event and give the text of a result. */
class TextConventionTest {
  private static final Modules MODULES = new Modules();

  @AfterAll
  static void close() {
    MODULES.close();
  }

  /** Gives a text of its own. */
  private static String giving(String result) {
    String escaped = result.replace("\n", "\\n");
    return Modules.handling(
        "(data (i32.const 16) \"" + escaped + "\")",
        "(i64.const " + ((16L << 32) | result.length()) + ")");
  }

  @Test
  void aResultOfZeroLeavesARequestAsItIs() throws HandlerProblem {
    assertThat(MODULES.run(Modules.handling("(i64.const 0)")))
        .isInstanceOfSatisfying(
            Verdict.ContinueWith.class, go -> assertThat(go.request().path()).isEqualTo("/"));
  }

  @Test
  void aResultOfZeroLeavesAResponseAsItIs() throws HandlerProblem {
    HandlerSpec spec = Modules.spec(Modules.handling("(i64.const 0)"));
    assertThat(MODULES.run(spec, Modules.answering("x-a", "b")))
        .isInstanceOfSatisfying(
            Verdict.Change.class,
            change -> assertThat(change.response().fields().first("x-a")).isEqualTo("b"));
  }

  @Test
  void aModuleReadsTheScheduleThatCallsIt() throws HandlerProblem {
    String echo =
        Modules.handling(
            """
            (call $log (i32.const 1) (local.get $at) (local.get $length))
            (i64.const 0)
            """);
    assertThat(MODULES.run(Modules.spec(echo), scheduled())).isEqualTo(Verdict.done());
    assertThat(MODULES.log)
        .anyMatch(line -> line.contains("0 3 * * MON") && line.contains("60000"));
  }

  @Test
  void aModuleAnswersNothingToASchedule() throws HandlerProblem {
    assertThat(MODULES.run(Modules.spec(giving("response\n200\n0\n0\nnone\n")), scheduled()))
        .isInstanceOfSatisfying(
            Verdict.Failed.class,
            failed -> assertThat(failed.fault()).isEqualTo(HandlerFault.INVALID_RESULT));
  }

  private static HandlerEvent scheduled() {
    return HandlerEvent.scheduled(
        "r-1", new Occurrence("0 3 * * MON", Instant.ofEpochMilli(60_000)));
  }

  @Test
  void aResponseOfTheModuleHasItsContentOctetByOctet() throws HandlerProblem {
    assertThat(MODULES.run(giving("response\n403\n1\nx-why\nno\n0\noctets\n\u0001 no entry")))
        .isInstanceOfSatisfying(
            Verdict.Respond.class,
            respond -> {
              assertThat(respond.response().status()).isEqualTo(403);
              assertThat(respond.response().fields().first("x-why")).isEqualTo("no");
              assertThat(
                      StandardCharsets.ISO_8859_1.decode(respond.content().duplicate()).toString())
                  .isEqualTo("\u0001 no entry");
            });
  }

  @Test
  void theModuleReadsTheEvent() throws HandlerProblem {
    String echo =
        Modules.handling(
            """
            (call $log (i32.const 1) (local.get $at) (local.get $length))
            (i64.const 0)
            """);
    MODULES.run(Modules.spec(echo), Modules.asking("/path", "x-field", "value"));
    assertThat(MODULES.log).anyMatch(line -> line.contains("/path") && line.contains("value"));
  }

  @Test
  void aFunctionOfItsHookGoesBeforeTheOneForAll() throws HandlerProblem {
    String both =
        Modules.handling(
            "(func (export \"viewer_request\") (param i32 i32) (result i64) unreachable)",
            "(i64.const 0)");
    HandlerSpec spec = Modules.spec(both);
    assertThat(MODULES.run(spec, Modules.asking("/"))).isInstanceOf(Verdict.Failed.class);
    assertThat(MODULES.call(spec, Modules.answering())).isInstanceOf(Verdict.Change.class);
  }

  @Test
  void eachCallHasAFreshMemory() throws HandlerProblem {
    String counting =
        Modules.handling(
            """
            (if (i32.load (i32.const 8)) (then unreachable))
            (i32.store (i32.const 8) (i32.const 1))
            (i64.const 0)
            """);
    HandlerSpec spec = Modules.spec(counting);
    for (int i = 0; i < 3; i++) {
      assertThat(MODULES.run(spec, Modules.asking("/"))).isInstanceOf(Verdict.ContinueWith.class);
    }
  }

  @Test
  void eachCallHasAFreshTable() throws HandlerProblem {
    String growing =
        Modules.handling(
            "(table 1 100 funcref)",
            """
            (if (i32.ne (table.grow (ref.null func) (i32.const 50)) (i32.const 1))
              (then unreachable))
            (i64.const 0)
            """);
    HandlerSpec spec = Modules.spec(growing);
    for (int i = 0; i < 5; i++) {
      assertThat(MODULES.run(spec, Modules.asking("/"))).isInstanceOf(Verdict.ContinueWith.class);
    }
  }

  @Test
  void randomAndNowAreGiven() throws HandlerProblem {
    String asking =
        Modules.handling(
            """
            (call $random (i32.const 64) (i32.const 100))
            (if (i64.eqz (i64.or (i64.load (i32.const 64)) (i64.load (i32.const 156))))
              (then unreachable))
            (if (i64.lt_s (call $now) (i64.const 1700000000000)) (then unreachable))
            (i64.const 0)
            """);
    assertThat(MODULES.run(asking)).isInstanceOf(Verdict.ContinueWith.class);
  }

  @Test
  void theExampleOfTheHandbookRefusesWhatIsPrivate() throws HandlerProblem, IOException {
    String handbook = Files.readString(Path.of("../docs/handlers-wasm.md"));
    int begins = handbook.indexOf("```wat\n") + "```wat\n".length();
    String example = handbook.substring(begins, handbook.indexOf("```", begins));
    HandlerSpec spec = Modules.spec(example);
    assertThat(MODULES.run(spec, Modules.asking("/private/x")))
        .isInstanceOfSatisfying(
            Verdict.Respond.class,
            respond -> {
              assertThat(respond.response().status()).isEqualTo(403);
              assertThat(respond.response().fields().first("content-type")).isEqualTo("text/plain");
              assertThat(respond.content().remaining()).isEqualTo("not for you\n".length());
            });
    assertThat(MODULES.call(spec, Modules.asking("/public")))
        .isInstanceOf(Verdict.ContinueWith.class);
  }

  @Test
  void aTrapSaysItsNameAndTheFunction() throws HandlerProblem {
    String trapping =
        Modules.handling("(func $deep_inside unreachable)", "(call $deep_inside) (i64.const 0)");
    byte[] octets = NameSection.added(Modules.spec(trapping).code().octets(), 7, "deep_inside");
    assertThat(MODULES.run(Modules.spec(octets, Modules.PATIENT), Modules.asking("/")))
        .isEqualTo(new Verdict.Failed(HandlerFault.EXCEPTION, "unreachable in deep_inside", ""));
  }

  @Test
  void contentThatIsGivenStandsLastInTheEventAndInTheResult() throws HandlerProblem {
    // Writes `request` before the fifth line of the event, and gives all from there on.
    String copying =
        Modules.handling(
            "(data (i32.const 16) \"request\\n\")",
            """
            (local.set $i (local.get $at))
            (loop $next
              (local.set $j (i32.add (local.get $j) (i32.eq (i32.load8_u (local.get $i)) (i32.const 10))))
              (local.set $i (i32.add (local.get $i) (i32.const 1)))
              (br_if $next (i32.lt_u (local.get $j) (i32.const 4))))
            (local.set $i (i32.sub (local.get $i) (i32.const 8)))
            (memory.copy (local.get $i) (i32.const 16) (i32.const 8))
            (i64.or
              (i64.shl (i64.extend_i32_u (local.get $i)) (i64.const 32))
              (i64.extend_i32_u
                (i32.sub (i32.add (local.get $at) (local.get $length)) (local.get $i))))
            """);
    byte[] octets = {10, 0, (byte) 0xff, 10};
    HandlerEvent asking = Modules.asking("/", "x-a", "b");
    HandlerEvent event =
        new HandlerEvent(
            asking.hook(),
            asking.requestId(),
            asking.viewerAddress(),
            asking.request(),
            null,
            ByteBuffer.wrap(octets));
    assertThat(MODULES.run(Modules.spec(copying), event))
        .isInstanceOfSatisfying(
            Verdict.ContinueWith.class,
            go -> {
              assertThat(go.content()).isEqualTo(ByteBuffer.wrap(octets));
              assertThat(go.request().fields().first("x-a")).isEqualTo("b");
            });
    assertThat(MODULES.run(Modules.spec(copying), asking))
        .isInstanceOfSatisfying(
            Verdict.ContinueWith.class, go -> assertThat(go.content()).isNull());
  }

  @Test
  void theContentOfAResultThatIsTextIsNotRecoded() throws HandlerProblem {
    assertThat(
            MODULES.run(
                Modules.handling(
                    "(data (i32.const 16) \"response\\n200\\n0\\n0\\ntext\\n\\c3\\a9\")",
                    "(i64.const 0x0000001000000018)")))
        .isInstanceOfSatisfying(
            Verdict.Respond.class,
            respond ->
                assertThat(StandardCharsets.UTF_8.decode(respond.content()).toString())
                    .isEqualTo("é"));
  }
}
