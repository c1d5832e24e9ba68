package dev.skerry.loadtest.clients;

/**
 * How one test or suite of node's test runner ended, as {@code reporter.mjs} tells it.
 *
 * @param file the name of the file that has it
 * @param nesting in how many suites it is
 * @param suite whether it is a suite, which fails with its tests
 * @param skipped why it was left out, empty if it was not
 * @param failure what went wrong, empty if nothing did
 */
record NodeTest(
    String file,
    String name,
    int nesting,
    boolean suite,
    boolean passed,
    String skipped,
    String failure) {}
