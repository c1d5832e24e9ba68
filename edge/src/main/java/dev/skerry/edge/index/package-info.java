/**
 * The bounded map behind the cache: what is in it, what it weighs, and what has to go when room is
 * needed.
 *
 * <p>It knows nothing of responses: keys and values are anybody's, and a simulator replays traces
 * through the very same code. It uses no other package of the edge.
 */
@NullMarked
package dev.skerry.edge.index;

import org.jspecify.annotations.NullMarked;
