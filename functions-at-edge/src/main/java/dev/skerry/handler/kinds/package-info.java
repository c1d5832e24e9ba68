/** One way from a handler to what runs it, whatever its kind. */
@NullMarked
package dev.skerry.handler.kinds;

import org.jspecify.annotations.NullMarked;
