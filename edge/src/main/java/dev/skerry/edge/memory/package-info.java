/** Memory off the heap for stored content. Knows nothing of HTTP. */
@NullMarked
package dev.skerry.edge.memory;

import org.jspecify.annotations.NullMarked;
