/** Requests that handlers make, as they are written. */
@NullMarked
package dev.skerry.handler.subrequest;

import org.jspecify.annotations.NullMarked;
