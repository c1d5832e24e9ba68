package dev.skerry.handler.testing;

import dev.skerry.handler.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * What a call of a handler is to come to. Only what is said is compared.
 *
 * @param end how the call ends
 * @param wishes what is expected of single things
 */
public record Expected(End end, List<Wish> wishes) {
  /** Whatever it does, it does not fail. */
  public static final Expected NO_FAILURE = new Expected(End.NO_FAILURE, List.of());

  /** Copies the list. */
  public Expected {
    wishes = List.copyOf(wishes);
  }

  /** How a call may end. */
  public enum End {
    NO_FAILURE("a call that does not fail"),
    REQUEST("the request to go on"),
    RESPONSE("a response"),
    FAULT("the call to fail");

    private final String words;

    End(String words) {
      this.words = words;
    }

    private boolean holds(Verdict verdict) {
      return switch (verdict) {
        case Verdict.ContinueWith _ -> this == REQUEST || this == NO_FAILURE;
        case Verdict.Change _, Verdict.Respond _ -> this == RESPONSE || this == NO_FAILURE;
        case Verdict.Done _ -> this == NO_FAILURE;
        case Verdict.Failed _ -> this == FAULT;
      };
    }
  }

  /**
   * What is expected of one thing.
   *
   * @param what its name, {@code response.headers.location}
   */
  public record Wish(String what, ValueTest test) {}

  /** What is otherwise than expected, each in a sentence; empty if nothing is. */
  public List<String> differences(Outcome outcome) {
    if (!end.holds(outcome.verdict())) {
      return List.of("expected " + end.words + ", but " + OutcomeView.said(outcome.verdict()));
    }
    OutcomeView view = new OutcomeView(outcome);
    List<String> differences = new ArrayList<>();
    for (Wish wish : wishes) {
      List<String> values = view.values(wish.what());
      if (!wish.test().holds(values)) {
        differences.add(
            "%s: expected %s, was %s"
                .formatted(wish.what(), wish.test().words(), ValueTest.said(values)));
      }
    }
    return differences;
  }
}
