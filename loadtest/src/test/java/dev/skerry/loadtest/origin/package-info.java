/** The test origin's content and paths. */
@NullMarked
package dev.skerry.loadtest.origin;

import org.jspecify.annotations.NullMarked;
