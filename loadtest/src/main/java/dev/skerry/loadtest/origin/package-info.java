/**
 * {@code skerry load origin}: an origin whose content follows from the request's path, so that
 * whoever asks can tell whether what came back is right.
 */
@NullMarked
package dev.skerry.loadtest.origin;

import org.jspecify.annotations.NullMarked;
