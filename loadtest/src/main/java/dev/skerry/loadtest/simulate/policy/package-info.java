/**
 * Cache policies that replay a trace: the product's own index, the well-known ones, and what could
 * be reached by one that sees the future.
 */
@NullMarked
package dev.skerry.loadtest.simulate.policy;

import org.jspecify.annotations.NullMarked;
