/**
 * The disk tier below the memory: stored responses in a log of segment files, an index of them in
 * memory, and what brings the one back from the other.
 *
 * <p>One thread writes, in large appends; a few read; an event loop only asks the index. Everything
 * on disk carries a checksum and is verified before it is used: what is torn or flipped is lost,
 * never served. A restart reads the segments' footers; the purges that were made are kept beside
 * them ({@code dev.skerry.edge.purge}), so that a record which was purged stays so.
 *
 * <p>It uses the stored responses of {@code dev.skerry.edge.cache}, the purges, the semantics, and
 * Netty's buffers; the pipeline knows it only as a {@code LowerTier}.
 */
@NullMarked
package dev.skerry.edge.disk;

import org.jspecify.annotations.NullMarked;
