package dev.skerry.origin.engine.rocksdb;

/**
 * What the embedded engine holds at a moment.
 *
 * @param cacheBytes of memory in the cache, what is written but not yet in files included
 * @param writeBufferBytes of memory in what is written but not yet in files
 * @param tableBytes of disk in files, the log not included
 * @param views snapshots held for all who read
 */
public record RocksGauges(long cacheBytes, long writeBufferBytes, long tableBytes, int views) {}
