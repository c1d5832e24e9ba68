/** The load generator's parts, and all of it against the test origin. */
@NullMarked
package dev.skerry.loadtest.generator;

import org.jspecify.annotations.NullMarked;
