package dev.skerry.handler.jar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.host.HandlerHost;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The host's log, as handlers in Java come to it. */
class JarLogTest {
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Queue<String> within = new ConcurrentLinkedQueue<>();

  private final HandlerHost host =
      new HandlerHost(
          new JarPrograms(),
          1,
          (handler, requestId, place, text) -> {
            lines.add(text);
            StackWalker.getInstance()
                .forEach(
                    frame -> {
                      if (frame.getClassName().startsWith("com.example.")) {
                        within.add(frame.toString());
                      }
                    });
          },
          (handler, hook, verdict, nanos) -> {});

  @AfterEach
  void close() {
    host.close();
  }

  private Verdict run(String members, String body) throws HandlerProblem {
    HandlerSpec spec = JarHandlers.spec(Jars.viewerRequest(members, body));
    host.deploy(List.of(spec));
    HandlerEvent event = JarHandlers.asking(JarHandlers.request("/"));
    CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    host.call(spec, event, verdict::complete);
    return verdict.orTimeout(60, TimeUnit.SECONDS).join();
  }

  @Test
  void linesAreWrittenWhenTheAuthorsCodeHasBeenLeft() throws HandlerProblem {
    assertThat(run("", "context.log(\"seen\"); return Verdict.continueWith(request);"))
        .isInstanceOf(Verdict.ContinueWith.class);
    assertThat(lines).containsExactly("seen");
    assertThat(within).isEmpty();
  }

  @Test
  void linesOfACallThatFailsAreWrittenToo() throws HandlerProblem {
    String deep =
        "void deeper(HandlerContext context, int n) { if (n % 100 == 0) context.log(\"at \" + n);"
            + " deeper(context, n + 1); }";
    assertThat(run(deep, "deeper(context, 0); return null;"))
        .isInstanceOfSatisfying(
            Verdict.Failed.class,
            failed -> assertThat(failed.fault()).isEqualTo(HandlerFault.EXCEPTION));
    assertThat(lines).contains("at 0", "at 100");
    assertThat(within).isEmpty();
  }

  @Test
  void severalThreadsOfOneCallMayWrite() throws HandlerProblem {
    assertThat(
            run(
                "",
                "IntStream.range(0, 100).parallel().forEach(i -> context.log(\"line\"));"
                    + " return Verdict.continueWith(request);"))
        .isInstanceOf(Verdict.ContinueWith.class);
    assertThat(lines).hasSize(100);
  }
}
