/** What an edge with a disk serves after it was killed. */
@NullMarked
package dev.skerry.loadtest.restart;

import org.jspecify.annotations.NullMarked;
