/**
 * What rows of the object store have in them: numbers, texts and octets one behind the other, with
 * bounds that are checked when they come back.
 *
 * <p>Pure functions on octets; of the origin it knows only the engine's errors.
 */
@NullMarked
package dev.skerry.origin.objects.row;

import org.jspecify.annotations.NullMarked;
