package dev.skerry.origin.objects.backing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.contract.Time;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What opens a breaker, and what closes it. */
class BreakerTest {
  private final Time time = new Time();
  private final AtomicLong opened = new AtomicLong();
  private final Breaker breaker = new Breaker("it", Patience.USUAL, time, opened::set);

  @Test
  void itOpensAfterCallsInARowThatWereNotAnswered() {
    for (int i = 0; i < 2; i++) {
      assertThat(breaker.enter()).isTrue();
      breaker.unanswered();
    }
    assertThat(breaker.enter()).isTrue();
    breaker.answered();
    for (int i = 0; i < 3; i++) {
      assertThat(breaker.enter()).as("between them one was answered").isTrue();
      breaker.unanswered();
    }
    assertThat(breaker.enter()).isFalse();
    assertThat(breaker.isOpen(opened.get())).isTrue();
    breaker.heard();
    assertThat(breaker.enter()).isTrue();
    assertThat(breaker.isOpen(opened.get())).isFalse();
  }

  @Test
  void itOpensWhenNothingWasHeardForLongWhileACallIsUnderWay() {
    assertThat(breaker.enter()).isTrue();
    time.advance(Duration.ofSeconds(9));
    assertThat(breaker.enter()).isTrue();
    breaker.answered();
    time.advance(Duration.ofSeconds(9));
    assertThat(breaker.enter()).as("it was heard").isTrue();
    time.advance(Duration.ofSeconds(1));
    assertThat(breaker.enter()).isFalse();
    breaker.answered();
    assertThat(breaker.enter()).isTrue();
  }

  @Test
  void oneCallThatWasNotAnsweredForLongOpensIt() {
    assertThat(breaker.enter()).isTrue();
    time.advance(Duration.ofSeconds(30));
    breaker.unanswered();
    assertThat(breaker.enter()).isFalse();
    assertThat(opened).hasValue(1);
  }

  @Test
  void aServiceThatIsNotAskedIsNotSilent() {
    assertThat(breaker.enter()).isTrue();
    breaker.answered();
    time.advance(Duration.ofHours(1));
    assertThat(breaker.enter()).isTrue();
  }
}
