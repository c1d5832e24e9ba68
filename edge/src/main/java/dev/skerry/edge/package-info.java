/**
 * One edge node: its parts wired together, started, given a new configuration, drained and stopped.
 *
 * <p>The only package that knows all others of the edge; none of them knows it.
 */
@NullMarked
package dev.skerry.edge;

import org.jspecify.annotations.NullMarked;
