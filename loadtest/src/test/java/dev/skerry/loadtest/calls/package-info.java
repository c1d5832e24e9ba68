/** An API for tests of what calls one. */
@NullMarked
package dev.skerry.loadtest.calls;

import org.jspecify.annotations.NullMarked;
