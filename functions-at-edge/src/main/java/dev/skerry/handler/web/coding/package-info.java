/**
 * The formats of the Compression Standard as streams that are fed and give output piece by piece.
 *
 * <p>Uses the JDK alone, and memory outside of the heap that is given back when a coder is closed.
 */
@NullMarked
package dev.skerry.handler.web.coding;

import org.jspecify.annotations.NullMarked;
