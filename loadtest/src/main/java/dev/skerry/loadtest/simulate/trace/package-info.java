/**
 * Cache traces: who asked for what, in order, and how large it was; read from the public formats.
 */
@NullMarked
package dev.skerry.loadtest.simulate.trace;

import org.jspecify.annotations.NullMarked;
