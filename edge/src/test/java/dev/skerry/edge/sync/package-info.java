/** Tests of following: what is said, what is done about it, and what is never served. */
@NullMarked
package dev.skerry.edge.sync;

import org.jspecify.annotations.NullMarked;
