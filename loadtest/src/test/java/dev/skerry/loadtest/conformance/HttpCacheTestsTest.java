package dev.skerry.loadtest.conformance;

import static dev.skerry.loadtest.conformance.ConformanceReport.passed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skerry.loadtest.harness.EdgeUnderTest;
import dev.skerry.loadtest.harness.NeedsTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@NeedsTools("node")
class HttpCacheTestsTest {
  private static final Path PAGE = Path.of("..", "docs", "conformance.md").toAbsolutePath();
  private static final String REWRITE =
      "to accept this as the new truth, run\n  mvn verify -pl loadtest -am"
          + " -Dtest=HttpCacheTestsTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dskerry.conformance.rewrite=true\nand commit what it writes";

  @Test
  void everyIdHasItsExpectedVerdictAndEveryMissItsReasonOrSkippedWithoutNode() throws IOException {
    assumeTrue(HttpCacheTests.isInstalled(), "loadtest/http-cache-tests/install.sh did not run");
    assumeFalse(EdgeUnderTest.isNginx(), "the expectations are Skerry's, not nginx's");
    List<Judgement> judgements = run();
    if (Boolean.getBoolean("skerry.conformance.rewrite")) {
      Expectations.rewrite(judgements);
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, ConformanceReport.of(judgements, Expectations.committed()));
    }
    Expectations expectations = Expectations.committed();
    Map<String, String> differences = expectations.differences(judgements);
    if (!differences.isEmpty()) {
      // The suite waits in real time: only what differs twice is a change and not a busy machine.
      List<Judgement> again = run();
      Map<String, String> repeated = expectations.differences(again);
      differences.keySet().retainAll(repeated.keySet());
      judgements = differences.isEmpty() ? expected(judgements, again, expectations) : again;
    }
    assertThat(differences.values()).as("changed verdicts; %s", REWRITE).isEmpty();
    assertThat(expectations.reasonProblems(judgements))
        .as("reasons in loadtest/http-cache-tests/reasons.json")
        .isEmpty();
    assertThat(page())
        .as("docs/conformance.md; %s", REWRITE)
        .isEqualTo(ConformanceReport.of(judgements, expectations));
  }

  /** Where neither run differs from the expectations by itself, the page is made from them. */
  private static List<Judgement> expected(
      List<Judgement> first, List<Judgement> second, Expectations expectations) {
    Map<String, String> unsteady = expectations.differences(first);
    return java.util.stream.IntStream.range(0, first.size())
        .mapToObj(i -> unsteady.containsKey(first.get(i).id()) ? second.get(i) : first.get(i))
        .toList();
  }

  private static String page() throws IOException {
    try {
      return Files.readString(PAGE);
    } catch (NoSuchFileException _) {
      return "";
    }
  }

  @Test
  void theJudgeCountsNginxAsItsPublishedResultsDoOrSkippedUnlessNginxIsJudged() {
    assumeTrue(EdgeUnderTest.isNginx(), "checks the judge, with -Dskerry.judge.edge=nginx only");
    List<Judgement> measured = run();
    List<Judgement> published = HttpCacheTests.judge(HttpCacheTests.published("nginx"));
    assertThat(passed(measured, "required")).isCloseTo(passed(published, "required"), within(3L));
    assertThat(passed(measured, "optimal")).isCloseTo(passed(published, "optimal"), within(3L));
  }

  private static List<Judgement> run() {
    try (HttpCacheTests suite = HttpCacheTests.start();
        EdgeUnderTest edge = EdgeUnderTest.inFrontOf(suite.origin())) {
      return suite.run(edge.http());
    }
  }
}
