package dev.skerry.loadtest.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The page {@code docs/conformance.md}: what the HTTP cache tests say of the edge, and why. */
final class ConformanceReport {
  private ConformanceReport() {}

  static String of(List<Judgement> judgements, Expectations expectations) {
    StringBuilder page = new StringBuilder(HEAD);
    page.append("| kind | passed | of |\n|---|---|---|\n");
    for (String kind : List.of("required", "optimal")) {
      page.append(
          "| %s | %d | %d |\n".formatted(kind, passed(judgements, kind), of(judgements, kind)));
    }
    page.append(
        "| check (tells how a cache behaves; there is no right answer) | %d yes | %d |\n"
            .formatted(passed(judgements, "check"), of(judgements, "check")));
    page.append("\n## Not passed\n\n");
    List<Judgement> missed =
        judgements.stream().filter(each -> each.counts() && !each.passed()).toList();
    if (missed.isEmpty()) {
      page.append("None.\n");
    } else {
      page.append("| id | kind | verdict | reason |\n|---|---|---|---|\n");
      for (Judgement each : missed) {
        page.append(
            "| `%s` | %s | %s | %s |\n"
                .formatted(
                    each.id(), each.kind(), each.verdict(), cell(expectations.reason(each.id()))));
      }
    }
    page.append(
        "\n## By suite\n\n| suite | required | optimal | checks with yes |\n|---|---|---|---|\n");
    bySuite(judgements)
        .forEach(
            (suite, tests) ->
                page.append(
                    "| %s | %s | %s | %s |\n"
                        .formatted(
                            cell(suite),
                            fraction(tests, "required"),
                            fraction(tests, "optimal"),
                            fraction(tests, "check"))));
    return page.toString();
  }

  private static final String HEAD =
      """
      # Conformance

      This page is written by the build from `loadtest/http-cache-tests/expectations.json` and
      `reasons.json`; the build fails when the edge, these files and this page disagree.

      The judge is the npm package [http-cache-tests](https://cache-tests.fyi/) as published, at the
      version in `loadtest/http-cache-tests/package-lock.json`, run through `skerry run` with its
      defaults. It is counted as its authors count: by the package's own code, over the tests that
      its command line runs against a proxy, where a test does not pass if one it depends on does
      not.

      """;

  private static Map<String, List<Judgement>> bySuite(List<Judgement> judgements) {
    return judgements.stream()
        .collect(
            Collectors.groupingBy(Judgement::suiteName, LinkedHashMap::new, Collectors.toList()));
  }

  private static String fraction(List<Judgement> judgements, String kind) {
    long of = of(judgements, kind);
    return of == 0 ? "–" : passed(judgements, kind) + " of " + of;
  }

  static long passed(List<Judgement> judgements, String kind) {
    return judgements.stream().filter(each -> each.kind().equals(kind) && each.passed()).count();
  }

  static long of(List<Judgement> judgements, String kind) {
    return judgements.stream().filter(each -> each.kind().equals(kind)).count();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
