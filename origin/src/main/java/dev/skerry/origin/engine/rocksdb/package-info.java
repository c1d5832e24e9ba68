/**
 * The embedded engine: RocksDB under optimistic concurrency control of our own.
 *
 * <p>A transaction reads from a snapshot and notes what it read. One committer takes what waits to
 * be committed as a group, checks each against the commits since its snapshot, and writes all that
 * pass in one synced batch: so the check needs no locks, and one sync serves many.
 *
 * <p>Knows the engine's interface, what drivers share, and RocksDB, which nobody else may know.
 */
@NullMarked
package dev.skerry.origin.engine.rocksdb;

import org.jspecify.annotations.NullMarked;
