package dev.skerry.edge.disk;

import java.nio.file.Path;

/**
 * How a disk tier is set up.
 *
 * @param folder where its files are; made if it is not there
 * @param bytes what the segments may take
 * @param data the edge's data folder, which tells whether its last run had this disk
 * @param variants of one key that are kept at most
 * @param cacheMemoryBytes what the cache may take of memory, the tier's own memory included
 */
public record DiskSettings(
    Path folder, long bytes, Path data, int variants, long cacheMemoryBytes) {}
