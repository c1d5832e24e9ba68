/**
 * The hit-ratio simulator: replays cache traces through the index of the edge and through other
 * policies, and prints how many requests and bytes each would have answered from the cache.
 */
@NullMarked
package dev.skerry.loadtest.simulate;

import org.jspecify.annotations.NullMarked;
