/**
 * An edge in a process of its own, as the launcher starts it, for those who measure it from
 * outside.
 */
@NullMarked
package dev.skerry.loadtest.process;

import org.jspecify.annotations.NullMarked;
