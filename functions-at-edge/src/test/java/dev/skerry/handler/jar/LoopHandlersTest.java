package dev.skerry.handler.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.wabt.Wat2Wasm;
import dev.skerry.handler.HandlerCode;
import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerKind;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.host.HandlerHost;
import dev.skerry.handler.kinds.EveryKind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Handlers that run on the thread that asks, as an event loop does: here the test's. */
class LoopHandlersTest {
  private final JarHandlers handlers = new JarHandlers();

  @AfterEach
  void close() {
    handlers.close();
  }

  private static HandlerSpec onLoop(HandlerKind kind, byte[] code) {
    return new HandlerSpec(
        "quick",
        kind,
        "quick",
        HandlerCode.of(code),
        HandlerSpec.OnFailure.CLOSED,
        new HandlerLimits(
            Map.of(
                HandlerLimit.CPU_TIME, 100L,
                HandlerLimit.WALL_TIME, 1_000L,
                HandlerLimit.CONCURRENCY, 1L)),
        HandlerSpec.RunOn.LOOP);
  }

  private static HandlerEvent asking(String path) {
    return JarHandlers.asking(JarHandlers.request(path));
  }

  /** Asks until this thread has its instance. */
  private Verdict here(HandlerSpec spec, String path) {
    return here(handlers.host, spec, path);
  }

  private static Verdict here(HandlerHost host, HandlerSpec spec, String path) {
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(60)) {
      Verdict verdict = host.callHere(spec, asking(path));
      if (verdict != null) {
        return verdict;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("no call is made here");
  }

  private static @Nullable HandlerFault fault(@Nullable Verdict verdict) {
    return verdict instanceof Verdict.Failed failed ? failed.fault() : null;
  }

  @Test
  void theThreadThatAsksMakesTheCall() throws HandlerProblem {
    HandlerSpec spec =
        onLoop(
            HandlerKind.JAVA,
            Jars.viewerRequest(
                "",
                "return Verdict.respond(new Response(200, new Fields()),"
                    + " Thread.currentThread().getName());"));
    handlers.deploy(spec);
    Verdict verdict = here(spec, "/");
    assertThat(verdict).isInstanceOf(Verdict.Respond.class);
    byte[] name = new byte[((Verdict.Respond) verdict).content().remaining()];
    ((Verdict.Respond) verdict).content().get(name);
    assertThat(name).asString().isEqualTo(Thread.currentThread().getName());
  }

  @Test
  void aHandlerOfWorkersIsNotCalledHere() throws HandlerProblem {
    HandlerSpec spec =
        JarHandlers.spec(Jars.viewerRequest("", "return Verdict.continueWith(request);"));
    handlers.deploy(spec);
    assertThat(handlers.host.callHere(spec, asking("/"))).isNull();
    assertThat(handlers.host.callHere(onLoop(HandlerKind.JAVA, new byte[1]), asking("/"))).isNull();
  }

  @Test
  void anInterpreterInASandboxDoesNotRunOnALoop() {
    byte[] source = Jars.utf8("function handler(event) {}");
    assertThatThrownBy(() -> new EveryKind().load(onLoop(HandlerKind.JS_SANDBOXED, source)))
        .isInstanceOf(HandlerProblem.class)
        .hasMessageContaining("the kind js-sandboxed takes too long");
  }

  @Test
  void aModuleDoesNotRunOnALoop() {
    byte[] source = Jars.utf8("export default { fetch() {} }");
    assertThatThrownBy(() -> new EveryKind().load(onLoop(HandlerKind.JS, source)))
        .isInstanceOf(HandlerProblem.class)
        .hasMessageContaining("a module waits for promises");
  }

  @Test
  void aFunctionInJavaScriptIsCalledAndStoppedHere() throws HandlerProblem {
    String source =
        """
        function handler(event) {
          while (event.request.uri === '/spins') {}
          return { statusCode: 203 };
        }
        """;
    isCalledAndStoppedHere(onLoop(HandlerKind.JS, Jars.utf8(source)), "/spins");
  }

  @Test
  void aModuleOfWebAssemblyIsCalledAndStoppedHere() throws HandlerProblem {
    String module =
        """
        (module
          (memory (export "memory") 1)
          (data (i32.const 16) "response\\n203\\n0\\n0\\nnone\\n")
          (func (export "skerry_alloc") (param i32) (result i32) (i32.const 4096))
          (func (export "handle") (param i32 i32) (result i64)
            (loop $spins (br_if $spins (i32.gt_u (local.get 1) (i32.const 1000))))
            (i64.const 0x1000000016)))
        """;
    byte[] code = Wat2Wasm.parse(module);
    isCalledAndStoppedHere(onLoop(HandlerKind.WASM, code), "/" + "x".repeat(1000));
  }

  private static void isCalledAndStoppedHere(HandlerSpec spec, String spins) throws HandlerProblem {
    HandlerHost host =
        new HandlerHost(
            new EveryKind(), 1, (id, request, at, text) -> {}, (id, at, is, took) -> {});
    try (host) {
      host.deploy(List.of(spec));
      assertThat(here(host, spec, "/a"))
          .isInstanceOfSatisfying(
              Verdict.Respond.class,
              respond -> assertThat(respond.response().status()).isEqualTo(203));
      assertThat(fault(here(host, spec, spins))).isEqualTo(HandlerFault.CPU_TIME);
      assertThat(Thread.interrupted()).as("left behind on the loop").isFalse();
    }
  }

  @Test
  void callsThatKeepTheLoopAgainAndAgainAreStoppedAndWorkersMakeTheNextOnes()
      throws HandlerProblem {
    HandlerSpec spec =
        onLoop(
            HandlerKind.JAVA,
            Jars.viewerRequest(
                "",
                """
                while (request.path().equals("/spin")) {
                  try { request.host().isEmpty(); } catch (Throwable t) { }
                }
                return Verdict.continueWith(request);
                """));
    handlers.deploy(spec);
    for (int i = 0; i < 3; i++) {
      assertThat(here(spec, "/"))
          .as("one overrun is no habit")
          .isInstanceOf(Verdict.ContinueWith.class);
      assertThat(fault(handlers.host.callHere(spec, asking("/spin"))))
          .isIn(HandlerFault.CPU_TIME, HandlerFault.WALL_TIME);
      assertThat(Thread.interrupted()).as("left behind on the loop").isFalse();
    }
    assertThat(handlers.host.callHere(spec, asking("/"))).isNull();
    assertThat(handlers.call(spec, asking("/"))).isInstanceOf(Verdict.ContinueWith.class);
    assertThat(handlers.host.disabled()).isZero();
    assertThat(handlers.log.stream().filter(line -> line.contains("kept an event loop")))
        .hasSize(3);
    assertThat(handlers.log).anyMatch(line -> line.contains("workers run it from now on"));
  }

  @Test
  void aWaitOnTheLoopIsEndedToo() throws HandlerProblem {
    HandlerSpec spec =
        onLoop(
            HandlerKind.JAVA,
            Jars.viewerRequest(
                "",
                "if (request.path().equals(\"/sleep\")) Thread.sleep(1_000_000); return"
                    + " Verdict.continueWith(request);"));
    handlers.deploy(spec);
    assertThat(here(spec, "/")).isInstanceOf(Verdict.ContinueWith.class);
    assertThat(fault(handlers.host.callHere(spec, asking("/sleep"))))
        .isEqualTo(HandlerFault.WALL_TIME);
  }

  @Test
  void whatCannotBeStoppedOnALoopDisablesTheHandler() throws Exception {
    AtomicBoolean ends = new AtomicBoolean();
    String key = getClass().getName();
    System.getProperties().put(key, ends);
    HandlerSpec spec =
        onLoop(
            HandlerKind.JAVA,
            Jars.viewerRequest(
                "",
                """
                if (request.path().equals("/endless")) {
                  AtomicBoolean ends = (AtomicBoolean) System.getProperties().get("%s");
                  Stream.generate(ends::get).anyMatch(Boolean.TRUE::equals);
                }
                return Verdict.continueWith(request);
                """
                    .formatted(key)));
    handlers.deploy(spec);
    Thread loop = new Thread(() -> here(spec, "/endless"));
    loop.start();
    try {
      long begun = System.nanoTime();
      while (handlers.host.disabled() == 0
          && System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(60)) {
        Thread.onSpinWait();
      }
      assertThat(handlers.call(spec, asking("/")))
          .isEqualTo(Verdict.Failed.of(HandlerFault.DISABLED));
      assertThat(handlers.host.callHere(spec, asking("/"))).isNull();
      assertThat(handlers.host.abandonedThreads()).isEqualTo(1);
    } finally {
      ends.set(true);
      System.getProperties().remove(key);
      loop.join();
    }
    assertThat(handlers.host.abandonedThreads()).isZero();
  }

  @Test
  void aRetiredVersionIsNotCalledHere() throws HandlerProblem {
    HandlerSpec spec =
        onLoop(HandlerKind.JAVA, Jars.viewerRequest("", "return Verdict.continueWith(request);"));
    handlers.deploy(spec);
    assertThat(here(spec, "/")).isInstanceOf(Verdict.ContinueWith.class);
    HandlerSpec other =
        JarHandlers.spec(Jars.viewerRequest("", "return Verdict.continueWith(request);"));
    handlers.deploy(other);
    handlers.deploy(other);
    assertThat(handlers.host.callHere(spec, asking("/"))).isNull();
  }
}
