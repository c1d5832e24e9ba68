/**
 * Work behind the calls that is done again and again, whatever it is of: who has such work makes a
 * {@link dev.skerry.origin.chore.Chore} of each kind.
 *
 * <p>Of the origin it knows only the engine's errors.
 */
@NullMarked
package dev.skerry.origin.chore;

import org.jspecify.annotations.NullMarked;
