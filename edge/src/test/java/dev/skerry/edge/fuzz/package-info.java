/**
 * Hostile input for every parser: corpora that are replayed at each build, and seeded mutation of
 * them.
 *
 * <p>A corpus is a folder of {@code src/test/resources/fuzz}, one file for each input. Whatever
 * input once broke a parser is added to its corpus.
 */
@NullMarked
package dev.skerry.edge.fuzz;

import org.jspecify.annotations.NullMarked;
