/** Tests of content codings on the fly. */
@NullMarked
package dev.skerry.edge.compress;

import org.jspecify.annotations.NullMarked;
