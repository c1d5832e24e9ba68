package dev.skerry.handler.sandboxed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.handler.host.CallLog;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What a script gets where a function of the host fails. */
class QuickJsTest {
  private static final String ASKS =
      """
      try {
        java_invoke('skerry', 'told', java_invoke('skerry', 'asked', ''));
      } catch (e) {
        java_invoke('skerry', 'told', 'caught');
      }
      """;

  private final List<String> told = new ArrayList<>();

  private void run(Function<String, String> asked) {
    QuickJs engine =
        new QuickJs(
            new QuickJs.Bounds(128, 1_000),
            new CallLog(Sandboxed.spec("", Sandboxed.PATIENT)),
            request -> {
              if (request.function().equals("told")) {
                told.add(request.text());
                return "";
              }
              return asked.apply(request.text());
            });
    engine.run(engine.compile(ASKS));
  }

  @Test
  void aMistakeOfTheScriptsIsToldToIt() {
    run(
        _ -> {
          throw new IllegalArgumentException("there is none");
        });
    assertThat(told).containsExactly("!there is none");
  }

  @Test
  void aFailureOfTheHostsEndsTheRunAndNamesTheReason() {
    assertThatThrownBy(
            () ->
                run(
                    _ -> {
                      throw new IllegalStateException("as asked");
                    }))
        .isInstanceOf(HostFailure.class)
        .hasMessage("failed within the edge, in asked: java.lang.IllegalStateException: as asked");
    assertThat(told).isEmpty();
  }
}
