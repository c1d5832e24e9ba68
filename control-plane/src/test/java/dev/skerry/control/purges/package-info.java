/** Tests of the purge log. */
@NullMarked
package dev.skerry.control.purges;

import org.jspecify.annotations.NullMarked;
