package dev.skerry.handler.jar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.handler.Binding;
import dev.skerry.handler.Bindings;
import dev.skerry.handler.BoundData;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.KeyValues;
import dev.skerry.handler.Verdict;
import dev.skerry.http.Fields;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What handlers in Java see of what is bound to them. */
class JarBindingsTest {
  private final JarHandlers handlers = new JarHandlers();

  @AfterEach
  void close() {
    handlers.close();
  }

  private Verdict run(String body) throws HandlerProblem {
    HandlerSpec spec =
        JarHandlers.spec(Jars.viewerRequest("", body))
            .with(
                Bindings.of(
                    Map.of(
                        "GREETING",
                        new Binding.Variable("hello"),
                        "API_KEY",
                        new Binding.Secret("sesame-open-0123"),
                        "REDIRECTS",
                        KeyValues.of("redirects", Map.of("/a", "/b"), Instant.EPOCH))));
    handlers.deploy(spec);
    return handlers.call(spec, JarHandlers.asking(JarHandlers.request("/a")));
  }

  @Test
  void whatIsBoundIsRead() throws HandlerProblem {
    assertThat(
            run(
                """
                var bound = context.bindings();
                var redirects = bound.keyValues("REDIRECTS");
                return Verdict.respond(new Response(200, Fields.of()), bound.text("GREETING") + " "
                    + bound.text("API_KEY") + " " + redirects.get(request.path()) + " "
                    + redirects.get("/none") + " " + redirects.size());
                """))
        .isInstanceOfSatisfying(
            Verdict.Respond.class,
            made ->
                assertThat(StandardCharsets.UTF_8.decode(made.content()).toString())
                    .isEqualTo("hello sesame-open-0123 /b null 1"));
  }

  @Test
  void limitsAndOtherHandlersAnswerDuringTheCall() throws HandlerProblem {
    List<BoundData.Question> asked = new ArrayList<>();
    BoundData data =
        new BoundData() {
          @Override
          public Running begin(Question question, Done done) {
            asked.add(question);
            done.answered(new Answer(201, Fields.of("a", "b"), new byte[] {'o', 'k'}));
            return () -> {};
          }

          @Override
          public boolean admits(Binding.Limit limit, String key) {
            return key.length() < limit.requests();
          }

          @Override
          public void giveUp() {}
        };
    HandlerSpec spec =
        JarHandlers.spec(
                Jars.viewerRequest(
                    "",
                    """
                    var bound = context.bindings();
                    var made = bound.handler("OTHER").fetch(request, new byte[] {1});
                    return Verdict.respond(made.response(), made.text() + " "
                        + bound.limiter("LIMIT").admits("a") + " " + bound.limiter("LIMIT").admits("ab"));
                    """))
            .with(
                Bindings.of(
                    Map.of(
                        "OTHER",
                        new Binding.Called("other", Set.of()),
                        "LIMIT",
                        new Binding.Limit("tested/LIMIT", 2, 60))));
    handlers.deploy(spec);
    assertThat(handlers.call(spec, JarHandlers.asking(JarHandlers.request("/a?b")).with(data)))
        .isInstanceOfSatisfying(
            Verdict.Respond.class,
            made -> {
              assertThat(made.response().status()).isEqualTo(201);
              assertThat(StandardCharsets.UTF_8.decode(made.content()).toString())
                  .isEqualTo("ok true false");
            });
    assertThat(asked)
        .singleElement()
        .satisfies(question -> assertThat(question.key()).endsWith("/a?b"));
  }

  @Test
  void whatIsNotBoundIsNamed() throws HandlerProblem {
    assertThat(run("throw new IllegalStateException(context.bindings().text(\"NONE\"));"))
        .isInstanceOfSatisfying(
            Verdict.Failed.class,
            failed ->
                assertThat(failed.message())
                    .contains("no variable or secret is bound as NONE; bound are ["));
  }

  @Test
  void aSecretNeverComesIntoTheLog() throws HandlerProblem {
    Verdict verdict =
        run(
            """
            String key = context.bindings().text("API_KEY");
            context.log("x".repeat(4090) + key);
            throw new IllegalStateException("no access with " + key);
            """);
    assertThat(verdict.toString()).contains("no access with ***").doesNotContain("sesame");
    assertThat(String.join("\n", handlers.log)).contains("***").doesNotContain("sesame");
  }

  @Test
  void norWhereAnExceptionSaysWhereItWasThrown() throws HandlerProblem {
    Verdict verdict =
        run(
            """
            String key = context.bindings().text("API_KEY");
            String loader = getClass().getClassLoader().getName();
            RuntimeException lying = new IllegalStateException("no");
            StackTraceElement place =
                new StackTraceElement(loader, null, null, "A", "b", "x".repeat(150) + key + "y".repeat(9_000), 1);
            lying.setStackTrace(new StackTraceElement[] {place});
            throw lying;
            """);
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Failed.class,
            failed ->
                assertThat(failed.place())
                    .startsWith("x".repeat(150) + "***y")
                    .hasSizeLessThan(250));
  }

  @Test
  void anExceptionThatSaysNothingOfItselfIsAnExceptionAllTheSame() throws HandlerProblem {
    Verdict verdict =
        run(
            """
            throw new IllegalStateException("no") {
              @Override
              public StackTraceElement[] getStackTrace() {
                return null;
              }
            };
            """);
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Failed.class,
            failed -> assertThat(failed.fault()).isEqualTo(HandlerFault.EXCEPTION));
  }
}
