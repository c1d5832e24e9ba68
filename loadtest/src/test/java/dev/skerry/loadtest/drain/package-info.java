/**
 * How the edge ends: drained by SIGTERM without losing an exchange, and killed without losing more.
 */
@NullMarked
package dev.skerry.loadtest.drain;

import org.jspecify.annotations.NullMarked;
