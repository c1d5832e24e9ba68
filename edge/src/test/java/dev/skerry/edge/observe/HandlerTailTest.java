package dev.skerry.edge.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The last lines of handlers, as those see them who follow one. */
class HandlerTailTest {
  private final AtomicLong now = new AtomicLong(1_000_000);
  private final HandlerTail tail = new HandlerTail(now::get);
  private final List<HandlerLines> answers = new ArrayList<>();

  /** The number before the first line's. */
  private final long begun = asked("pages", -1, -1).next();

  private void written(String handler, String text) {
    tail.add(handler, new HandlerLine(now.get(), "0a", "viewer-request", "r", "info", "", text));
  }

  private HandlerLines asked(String handler, long after, long ageMillis) {
    answers.clear();
    tail.ask(new HandlerTail.Asked(handler, after, ageMillis, 1_000), answers::add);
    return answers.isEmpty() ? new HandlerLines(List.of(), -1, 0) : answers.getFirst();
  }

  private static List<String> texts(HandlerLines lines) {
    return lines.lines().stream().map(HandlerLine::text).toList();
  }

  @Test
  void whoBeginsIsToldWhereItIsAndThenWhatComesAfterThat() {
    written("pages", "before");
    HandlerLines first = asked("pages", -1, -1);
    assertThat(first.lines()).isEmpty();
    written("pages", "one");
    written("other", "not ours");
    written("pages", "two");
    HandlerLines next = asked("pages", first.next(), -1);
    assertThat(texts(next)).containsExactly("one", "two");
    assertThat(next.dropped()).isZero();
    assertThat(asked("pages", next.next(), -1).next()).as("nothing yet").isEqualTo(-1);
  }

  @Test
  void whoWaitsIsToldTheNextLineOfItsHandlerAndNoLineAfterItsTime() {
    HandlerLines first = asked("pages", -1, -1);
    asked("pages", first.next(), -1);
    written("other", "not ours");
    assertThat(answers).isEmpty();
    written("pages", "ours");
    assertThat(answers)
        .singleElement()
        .satisfies(lines -> assertThat(texts(lines)).contains("ours"));
    asked("pages", begun + 1, -1);
    now.addAndGet(1_001);
    written("pages", "too late");
    assertThat(answers).isEmpty();
  }

  @Test
  void linesOfTheLastWhileCanBeAskedFor() {
    written("pages", "old");
    now.addAndGet(60_000);
    written("pages", "young");
    assertThat(texts(asked("pages", -1, 30_000))).containsExactly("young");
    assertThat(texts(asked("pages", -1, 90_000))).containsExactly("old", "young");
  }

  @Test
  void whatIsNotKeptAnyMoreIsCounted() {
    for (int i = 1; i <= HandlerTail.MOST_OF_ONE + 10; i++) {
      written("pages", "line " + i);
    }
    HandlerLines lines = asked("pages", begun + 3, -1);
    assertThat(lines.dropped()).isEqualTo(7);
    assertThat(lines.lines()).hasSize(HandlerTail.MOST_IN_ANSWER);
    assertThat(texts(lines).getFirst()).isEqualTo("line 11");
    assertThat(texts(asked("pages", lines.next(), -1)).getFirst())
        .isEqualTo("line " + (11 + HandlerTail.MOST_IN_ANSWER));
  }

  @Test
  void aHandlerThatWritesMuchTakesNoRoomFromOneThatWritesLittle() {
    written("quiet", "still there");
    for (int i = 0; i < 10 * HandlerTail.MOST_LINES; i++) {
      written("flood " + i % 3, "in its place");
    }
    for (int i = 0; i < 10; i++) {
      written("long", "x".repeat(1 << 20));
    }
    HandlerLines quiet = asked("quiet", begun, -1);
    assertThat(texts(quiet)).containsExactly("still there");
    assertThat(quiet.dropped()).isZero();
    int all = 0;
    for (String handler : List.of("quiet", "flood 0", "flood 1", "flood 2", "long")) {
      for (HandlerLines lines = asked(handler, begun, -1);
          !lines.lines().isEmpty();
          lines = asked(handler, lines.next(), -1)) {
        all += lines.lines().size();
      }
    }
    assertThat(all).isBetween(HandlerTail.MOST_LINES / 2, HandlerTail.MOST_LINES);
  }

  @Test
  void longLinesAreKeptInBoundedMemory() {
    String longest = "x".repeat(1 << 20);
    for (int i = 0; i < 10; i++) {
      written("pages", longest);
    }
    assertThat(asked("pages", begun, -1).lines()).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void whoFollowedAProcessBeforeIsToldSoAndMissesNothingOfThisOne() {
    for (int i = 0; i < 5; i++) {
      written("pages", "before");
    }
    long known = asked("pages", begun, -1).next();
    now.addAndGet(1);
    HandlerTail anew = new HandlerTail(now::get);
    for (int i = 0; i < 7; i++) {
      anew.add("pages", new HandlerLine(now.get(), "0a", "", "", "info", "", "after " + i));
    }
    anew.ask(new HandlerTail.Asked("pages", known, -1, 1_000), answers::add);
    HandlerLines told = answers.getLast();
    assertThat(texts(told)).hasSize(8).contains("after 0", "after 6");
    assertThat(texts(told).getFirst()).contains("started anew");
    assertThat(told.dropped()).isZero();
    anew.add("pages", new HandlerLine(now.get(), "0a", "", "", "info", "", "next"));
    anew.ask(new HandlerTail.Asked("pages", told.next(), -1, 1_000), answers::add);
    assertThat(texts(answers.getLast())).containsExactly("next");
  }

  @Test
  void whoFollowsAQuietHandlerIsToldOfAnotherProcessOnce() {
    now.addAndGet(1);
    HandlerTail anew = new HandlerTail(now::get);
    anew.ask(new HandlerTail.Asked("pages", begun, -1, 1_000), answers::add);
    assertThat(texts(answers.getLast())).singleElement().asString().contains("started anew");
    int before = answers.size();
    anew.ask(new HandlerTail.Asked("pages", answers.getLast().next(), -1, 1_000), answers::add);
    assertThat(answers).hasSize(before);
  }

  @Test
  void whoKnowsMoreThanThereIsFollowedAProcessWhoseClockWasAhead() {
    written("pages", "one");
    assertThat(texts(asked("pages", begun + 40, -1))).hasSize(2).endsWith("one");
  }

  @Test
  void whoHasWaitedLongestGivesWayWhereTooManyWait() {
    for (int i = 0; i < 10 * HandlerTail.MOST_WAITING; i++) {
      tail.ask(new HandlerTail.Asked("pages", begun, -1, 1_000), answers::add);
    }
    written("pages", "one");
    assertThat(answers).hasSize(1 + HandlerTail.MOST_WAITING); // and the first, of all tests
  }

  @Test
  void handlersThatAreNotDeployedAnyMoreAreForgotten() {
    written("stays", "kept");
    for (int i = 0; i < 10 * HandlerTail.MOST_LINES; i++) {
      written("gone " + i, "line " + i);
      tail.keepOnly(Set.of("stays"));
    }
    assertThat(tail.handlers()).isEqualTo(1);
    assertThat(texts(asked("stays", begun, -1))).containsExactly("kept");
    written("stays", "another");
    assertThat(texts(asked("stays", begun, -1))).containsExactly("kept", "another");
  }

  @Test
  void whoFollowsAHandlerThatWasAwayMissesNothingOfWhatComesThen() {
    for (int i = 0; i < 5; i++) {
      written("pages", "before");
    }
    long known = asked("pages", begun, -1).next();
    tail.keepOnly(Set.of("other"));
    tail.keepOnly(Set.of("other", "pages"));
    written("pages", "after");
    long next = asked("pages", known, -1).next();
    assertThat(texts(answers.getFirst())).endsWith("after");
    assertThat(answers.getFirst().dropped()).isZero();
    written("pages", "and on");
    assertThat(texts(asked("pages", next, -1))).containsExactly("and on");
    long quiet = asked("other", -1, -1).next();
    tail.keepOnly(Set.of("other"));
    written("other", "the first");
    assertThat(texts(asked("other", quiet, -1))).containsExactly("the first");
  }
}
