/**
 * What drivers have in common: the retry loop, and transactions that keep their writes to
 * themselves until the commit.
 *
 * <p>For the drivers alone; it knows the engine's interface and nothing else.
 */
@NullMarked
package dev.skerry.origin.engine.driver;

import org.jspecify.annotations.NullMarked;
