/** The console, used in a real browser as people use it. */
@NullMarked
package dev.skerry.loadtest.console;

import org.jspecify.annotations.NullMarked;
