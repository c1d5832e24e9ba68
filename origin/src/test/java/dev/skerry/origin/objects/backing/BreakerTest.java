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
      assertThat(breaker.enter(true)).isTrue();
      breaker.unanswered(true);
    }
    assertThat(breaker.enter(true)).isTrue();
    breaker.answered(true);
    for (int i = 0; i < 3; i++) {
      assertThat(breaker.enter(true)).as("between them one was answered").isTrue();
      breaker.unanswered(true);
    }
    assertThat(breaker.enter(true)).isFalse();
    assertThat(breaker.isOpen(opened.get())).isTrue();
    breaker.heard();
    assertThat(breaker.enter(true)).isTrue();
    assertThat(breaker.isOpen(opened.get())).isFalse();
  }

  @Test
  void itOpensWhenNothingWasHeardForLongWhileACallIsUnderWay() {
    assertThat(breaker.enter(true)).isTrue();
    time.advance(Duration.ofSeconds(9));
    assertThat(breaker.enter(true)).isTrue();
    breaker.answered(true);
    time.advance(Duration.ofSeconds(9));
    assertThat(breaker.enter(true)).as("it was heard").isTrue();
    time.advance(Duration.ofSeconds(1));
    assertThat(breaker.enter(true)).isFalse();
    breaker.answered(true);
    assertThat(breaker.enter(true)).isTrue();
  }

  @Test
  void oneCallThatWasNotAnsweredForLongOpensIt() {
    assertThat(breaker.enter(true)).isTrue();
    time.advance(Duration.ofSeconds(30));
    breaker.unanswered(true);
    assertThat(breaker.enter(true)).isFalse();
    assertThat(opened).hasValue(1);
  }

  @Test
  void aServiceThatIsNotAskedIsNotSilent() {
    assertThat(breaker.enter(true)).isTrue();
    breaker.answered(true);
    time.advance(Duration.ofHours(1));
    assertThat(breaker.enter(true)).isTrue();
  }

  @Test
  void longCallsAloneAreNoSilence() {
    assertThat(breaker.enter(false)).isTrue();
    time.advance(Duration.ofSeconds(25));
    assertThat(breaker.enter(true)).as("only content was sent").isTrue();
    time.advance(Duration.ofSeconds(9));
    assertThat(breaker.enter(false)).as("a prompt call waits for a while").isTrue();
    time.advance(Duration.ofSeconds(1));
    assertThat(breaker.enter(false)).as("it waits for long").isFalse();
  }

  @Test
  void aPromptCallThatLeftAwaitsNothing() {
    assertThat(breaker.enter(false)).isTrue();
    assertThat(breaker.enter(true)).isTrue();
    breaker.left(true);
    time.advance(Duration.ofMinutes(1));
    assertThat(breaker.enter(true)).isTrue();
  }

  @Test
  void aLongCallThatWasNotAnsweredCountsAsOneHoweverLongItTook() {
    for (int i = 0; i < 3; i++) {
      assertThat(breaker.enter(false)).as("after %s", i).isTrue();
      time.advance(Duration.ofSeconds(30));
      breaker.unanswered(false);
    }
    assertThat(breaker.enter(false)).isFalse();
  }

  @Test
  void aLongCallThatWasNotAnsweredOpensItWhereAPromptOneHasWaitedInVainBeside() {
    assertThat(breaker.enter(false)).isTrue();
    assertThat(breaker.enter(true)).isTrue();
    time.advance(Duration.ofSeconds(30));
    breaker.unanswered(false);
    assertThat(breaker.enter(true)).isFalse();
  }

  @Test
  void aPromptCallThatFailsSoonIsOneFailureHoweverLongOthersSendContent() {
    assertThat(breaker.enter(false)).isTrue();
    time.advance(Duration.ofSeconds(30));
    assertThat(breaker.enter(true)).isTrue();
    breaker.unanswered(true);
    assertThat(breaker.enter(true)).isTrue();
  }
}
