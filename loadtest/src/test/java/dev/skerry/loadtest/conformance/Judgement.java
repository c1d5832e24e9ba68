package dev.skerry.loadtest.conformance;

/**
 * What the HTTP cache tests say of one test.
 *
 * @param suite the identifier of the group of tests it belongs to
 * @param suiteName the group's name
 * @param id the test's identifier, unique in all groups
 * @param name the test's name, in Markdown
 * @param kind {@code required}, {@code optimal} or {@code check}
 * @param verdict {@code pass}, {@code fail}, {@code optional_fail}, {@code yes}, {@code no}, {@code
 *     setup_fail}, {@code harness_fail}, {@code dependency_fail}, {@code retry} or {@code untested}
 * @param message why it did not pass, empty if it did
 */
record Judgement(
    String suite,
    String suiteName,
    String id,
    String name,
    String kind,
    String verdict,
    String message) {

  boolean passed() {
    return verdict.equals("pass") || verdict.equals("yes");
  }

  /**
   * Whether it is one of those that a cache should pass; a check only tells how a cache behaves.
   */
  boolean counts() {
    return !kind.equals("check");
  }
}
