/**
 * What an edge keeps: stored responses by key and variant, their content off the heap, the fills
 * that bring them in, and the collapsing of requests for the same thing (RFC 9111 §2 and §4).
 *
 * <p>Everything here is shared by all event loops. A stored response never changes; a change
 * replaces it. Content is written by one event loop and read by any number of readers on any loops.
 * The decisions (may it be stored, may it be reused) are {@code dev.skerry.edge.semantics}'s;
 * purges are numbers kept by {@code dev.skerry.edge.purge}.
 */
@NullMarked
package dev.skerry.edge.cache;

import org.jspecify.annotations.NullMarked;
