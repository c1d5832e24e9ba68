package dev.skerry.origin.engine.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Token;
import dev.skerry.origin.engine.Transaction;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A process that stood still for long may ask for the outcome of its commit too late. */
class LateQuestionTest {
  private static final Token TOKEN = new Token(UUID.randomUUID(), new Stamp(1));
  private static final Patience SHORT =
      new Patience(Duration.ofSeconds(5), Duration.ofMillis(1), Duration.ofMillis(1));

  private static <T> T of(Class<T> type, InvocationHandler calls) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
  }

  @Test
  void aCommitThatCanNoLongerBeFoundOutStaysUnknown() {
    Transaction transaction =
        of(
            Transaction.class,
            (_, method, _) -> {
              if (method.getName().equals("commit")) {
                throw new EngineException.CommitUnknown(TOKEN, "a test's", null);
              }
              return null;
            });
    Engine engine =
        of(
            Engine.class,
            (_, method, _) -> {
              if (method.getName().equals("begin")) {
                return transaction;
              }
              throw new EngineException.TooOld("a test's");
            });
    assertThatThrownBy(() -> new Attempts(engine, SHORT, System::nanoTime).transact(_ -> 1))
        .isInstanceOf(EngineException.CommitUnknown.class)
        .satisfies(
            e -> assertThat(e.getSuppressed()).hasOnlyElementsOfType(EngineException.TooOld.class));
  }
}
