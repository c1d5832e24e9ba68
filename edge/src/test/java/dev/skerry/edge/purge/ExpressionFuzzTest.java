package dev.skerry.edge.purge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.fuzz.Fuzzer;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class ExpressionFuzzTest {
  private static final Duration MAX_TIME = Duration.ofSeconds(2);

  @Test
  void anExpressionIsReadOrRefusedInBoundedTimeAndEvaluationNeverFails() {
    PurgeTable table = new PurgeTable(PurgeLimits.DEFAULT, InstantSource.system());
    StoredExample page =
        StoredExample.of(table.begin(), "example.com/a/b?c=d").tags("one", "two").size(-1);
    Fuzzer.of(
            "purge-expression",
            "and",
            "or",
            "not",
            "in",
            "(",
            ")",
            "==",
            "!=",
            "~",
            "\"",
            "\\",
            "{9}",
            "{99}",
            "(?i)",
            "status",
            "size",
            "age",
            "header",
            "path",
            "tag",
            "contains",
            "10MB",
            "1h",
            "+",
            "*")
        .run(
            input -> {
              long begin = System.nanoTime();
              try {
                Expression expression = Expression.parse(new String(input, ISO_8859_1));
                expression.matches(page, 1_000);
                assertThat(Expression.parse(expression.text())).isEqualTo(expression);
              } catch (ExpressionException refused) {
                assertThat(refused.column()).isBetween(1, input.length + 1);
                assertThat(refused.expected()).isNotEmpty();
                assertThat(refused.found()).isNotEmpty();
              }
              assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(MAX_TIME);
            });
  }
}
