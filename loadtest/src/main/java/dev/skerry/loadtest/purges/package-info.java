/** How long it takes until a purge is in force on every edge of a fleet. */
@NullMarked
package dev.skerry.loadtest.purges;

import org.jspecify.annotations.NullMarked;
