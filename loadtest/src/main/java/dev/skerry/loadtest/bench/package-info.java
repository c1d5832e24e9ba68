/**
 * Microbenchmarks (JMH) of what runs once per request or per piece of content.
 *
 * <p>Run {@code ./skerry bench micro}, with a pattern for those whose name matches it, and with
 * JMH's options after that: {@code ./skerry bench micro Head -- -prof gc}. A figure means something
 * beside another of the same run only: compare before and after a change, on a quiet machine.
 */
@NullMarked
package dev.skerry.loadtest.bench;

import org.jspecify.annotations.NullMarked;
