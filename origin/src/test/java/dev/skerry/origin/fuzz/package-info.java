/** Fuzzing by mutation: each input of a corpus is replayed, then changed at random by a seed. */
@NullMarked
package dev.skerry.origin.fuzz;

import org.jspecify.annotations.NullMarked;
