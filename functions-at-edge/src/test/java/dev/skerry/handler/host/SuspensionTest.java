package dev.skerry.handler.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.Verdict;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** When a handler rests, by moments that the test gives. */
class SuspensionTest {
  private static final long BEGIN = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(2); // it overflows

  private final Suspension suspension = new Suspension();
  private long now = BEGIN;

  private long ends(HandlerFault fault) {
    return ends(fault, now);
  }

  private long ends(HandlerFault fault, long asked) {
    return TimeUnit.NANOSECONDS.toSeconds(suspension.ended(Verdict.Failed.of(fault), asked, now));
  }

  private void advance(long nanos) {
    now += nanos;
  }

  private void stopsInARow(long restSeconds) {
    for (int i = 1; i < Suspension.STOPS; i++) {
      assertThat(ends(HandlerFault.CPU_TIME)).isZero();
      assertThat(suspension.refuses(now)).isFalse();
    }
    assertThat(ends(HandlerFault.MEMORY)).isEqualTo(restSeconds);
  }

  @Test
  void itRestsForASecondAfterSomeStopsInARow() {
    stopsInARow(1);
    assertThat(suspension.refuses(now)).isTrue();
    advance(Suspension.FIRST_NANOS - 1);
    assertThat(suspension.refuses(now)).isTrue();
    advance(1);
    assertThat(suspension.refuses(now)).isFalse();
  }

  @Test
  void afterARestOneCallIsMadeAndAllOthersWaitForWhatBecomesOfIt() {
    stopsInARow(1);
    advance(Suspension.FIRST_NANOS);
    assertThat(suspension.refuses(now)).isFalse();
    for (int i = 0; i < 10; i++) {
      assertThat(suspension.refuses(now)).isTrue();
    }
    assertThat(ends(HandlerFault.EXCEPTION)).isZero();
    for (int i = 0; i < 10; i++) {
      assertThat(suspension.refuses(now)).as("all are made again").isFalse();
    }
  }

  @Test
  void aTrialOfWhichNothingIsHeardIsFollowedByAnother() {
    stopsInARow(1);
    advance(Suspension.FIRST_NANOS);
    for (int i = 0; i < 10; i++) {
      assertThat(suspension.refuses(now)).isFalse();
      advance(Suspension.TRIAL_NANOS - 1);
      assertThat(suspension.refuses(now)).isTrue();
      advance(1);
    }
  }

  @Test
  void aTrialThatTellsNeitherWayMakesRoomForTheNext() {
    stopsInARow(1);
    long before = now;
    advance(Suspension.FIRST_NANOS);
    assertThat(suspension.refuses(now)).isFalse();
    assertThat(ends(HandlerFault.WALL_TIME, before)).as("no trial").isZero();
    assertThat(suspension.refuses(now)).isTrue();
    assertThat(ends(HandlerFault.WALL_TIME)).isZero();
    assertThat(suspension.refuses(now)).isFalse();
    assertThat(ends(HandlerFault.CPU_TIME)).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(
      value = HandlerFault.class,
      names = {"EXCEPTION", "INVALID_RESULT", "RESULT_SIZE"})
  void aCallThatCameToItsEndBreaksTheRow(HandlerFault itsEnd) {
    for (int i = 0; i < 10 * Suspension.STOPS; i++) {
      assertThat(ends(i % Suspension.STOPS == 0 ? itsEnd : HandlerFault.CPU_TIME)).isZero();
      assertThat(suspension.refuses(now)).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = HandlerFault.class,
      names = {"CPU_TIME", "MEMORY", "EXCEPTION", "INVALID_RESULT", "RESULT_SIZE"},
      mode = Mode.EXCLUDE)
  void whatItIsNotToBlameForCountsNeitherWay(HandlerFault fault) {
    for (int i = 0; i < 10; i++) {
      assertThat(ends(fault)).isZero();
    }
    assertThat(suspension.refuses(now)).isFalse();
    stopsInARow(1);
    assertThat(ends(fault)).isZero();
    assertThat(suspension.refuses(now)).isTrue();
  }

  @Test
  void eachFurtherStopDoublesTheRestToAHalfMinute() {
    stopsInARow(1);
    long length = 1;
    for (int i = 0; i < 10; i++) {
      assertThat(suspension.refuses(now)).isTrue();
      advance(TimeUnit.SECONDS.toNanos(length));
      assertThat(suspension.refuses(now)).isFalse();
      length = Math.min(2 * length, 32);
      assertThat(ends(HandlerFault.CPU_TIME)).isEqualTo(length);
    }
  }

  @Test
  void callsFromBeforeTheRestDoNotMakeItLonger() {
    long before = now;
    stopsInARow(1);
    for (int i = 0; i < 10; i++) {
      assertThat(ends(HandlerFault.CPU_TIME)).isZero();
    }
    advance(Suspension.FIRST_NANOS);
    assertThat(suspension.refuses(now)).isFalse();
    assertThat(ends(HandlerFault.CPU_TIME, before)).isZero();
    advance(Suspension.TRIAL_NANOS);
    assertThat(suspension.refuses(now)).as("the next trial").isFalse();
  }

  @Test
  void aCallThatEndsWellEndsTheRestAndBeginsAnew() {
    stopsInARow(1);
    assertThat(ends(HandlerFault.EXCEPTION)).isZero();
    assertThat(suspension.refuses(now)).isFalse();
    stopsInARow(1);
  }
}
