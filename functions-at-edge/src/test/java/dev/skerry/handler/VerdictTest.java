package dev.skerry.handler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a call that failed. */
class VerdictTest {
  @ParameterizedTest
  @CsvSource({
    "EXCEPTION, 'Error: x', 'exception: Error: x'",
    "EXCEPTION, '', 'exception: no message'",
    "EXCEPTION, ' ', 'exception: no message'",
    "CPU_TIME, '', cpu-time",
    "MEMORY, 'out of memory', 'memory: out of memory'",
  })
  void itIsSaidAlsoWhereThereIsNoMessage(HandlerFault fault, String message, String said) {
    assertThat(new Verdict.Failed(fault, message, "").said()).isEqualTo(said);
  }
}
