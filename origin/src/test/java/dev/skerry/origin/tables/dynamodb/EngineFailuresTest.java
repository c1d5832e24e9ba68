package dev.skerry.origin.tables.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import org.junit.jupiter.api.Test;

/** What clients are told when the engine refuses what they asked. */
class EngineFailuresTest {
  @Test
  void whatIsTooLargeIsTheClientsErrorAndSaysWhatWasTooLarge() {
    TableException answer =
        DynamoDb.answered(new EngineException.TooLarge("a value has 9 bytes, expected at most 8"));
    assertThat(answer.type()).isEqualTo(ErrorType.VALIDATION);
    assertThat(answer)
        .hasMessage("The request is too large: a value has 9 bytes, expected at most 8");
  }

  @Test
  void whatTookTooLongMayBeAskedAgain() {
    TableException answer = DynamoDb.answered(new EngineException.TooOld("a test's"));
    assertThat(answer.type()).isEqualTo(ErrorType.SERVICE_UNAVAILABLE);
    assertThat(answer.type().status()).isEqualTo(503);
  }
}
