/**
 * Made-up traces, seeded: skewed popularity and sizes, with the troubles that real traffic brings.
 */
@NullMarked
package dev.skerry.loadtest.simulate.synthetic;

import org.jspecify.annotations.NullMarked;
