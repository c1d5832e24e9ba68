/**
 * The bounded map behind the cache: what is in it, what it weighs, and what has to go when room is
 * needed.
 *
 * <p>It knows nothing of responses: keys and values are anybody's, and a simulator replays traces
 * through the very same code. It uses no other package of the edge.
 *
 * <p><b>What goes.</b> Every entry has a {@linkplain Entry worth}: how often it was used lately, by
 * the square root of its weight. Uses fade with the entries that came since, so what was popular
 * long ago is forgotten, and the last use counts for more while it is new. When room is needed, a
 * few entries are drawn at random and the one of the least worth goes; a newcomer is among them,
 * and so may be refused. Uses of what went are {@linkplain PastUses remembered} for when it comes
 * back: one request is not enough to drive out what others ask for, the second one may be.
 *
 * <p>Worth by uses alone would fill the memory with a few large responses; by uses and the full
 * weight it would keep next to no large one. The root gives nearly the best ratio of requests, and
 * a good one of bytes; {@code docs/hit-ratio.md} has the figures.
 */
@NullMarked
package dev.skerry.edge.index;

import org.jspecify.annotations.NullMarked;
