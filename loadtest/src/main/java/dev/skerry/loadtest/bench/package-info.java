/**
 * Microbenchmarks (JMH) of what runs once per request or per piece of content.
 *
 * <p>Run {@code mvn -q -Pbench -pl loadtest -am process-classes}, with {@code -Dskerry.bench=Head}
 * for those whose name matches an expression, and with JMH's options after that, as {@code
 * "-Dskerry.bench=Head -prof gc"}. A figure means something beside another of the same run only:
 * compare before and after a change, on a quiet machine.
 */
@NullMarked
package dev.skerry.loadtest.bench;

import org.jspecify.annotations.NullMarked;
