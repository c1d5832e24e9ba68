package dev.skerry.loadtest.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Programs without which a test cannot run; where one is absent the test is skipped and says which.
 *
 * <p>{@code -Dskerry.judge.skip=never} turns a skip into a failure, for machines that have it all.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsTools.Condition.class)
public @interface NeedsTools {
  /** Names of programs. */
  String[] value();

  /** Skips where a program is absent. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      Optional<String> absent =
          context
              .getElement()
              .flatMap(element -> AnnotationSupport.findAnnotation(element, NeedsTools.class))
              .stream()
              .flatMap(needs -> Stream.of(needs.value()))
              .filter(tool -> Tools.find(tool).isEmpty())
              .findFirst();
      if (absent.isEmpty()) {
        return ConditionEvaluationResult.enabled("all programs are there");
      }
      String reason =
          "needs " + absent.get() + ", which is absent: run loadtest/install-peers.sh on Debian";
      if ("never".equals(System.getProperty("skerry.judge.skip"))) {
        throw new AssertionError(reason);
      }
      return ConditionEvaluationResult.disabled(reason);
    }
  }
}
