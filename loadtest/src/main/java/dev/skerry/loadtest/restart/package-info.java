/** Measures how soon, and with how much of its cache, an edge serves again after it was killed. */
@NullMarked
package dev.skerry.loadtest.restart;

import org.jspecify.annotations.NullMarked;
