package dev.skerry.control.purges;

/**
 * How many stored responses of an edge a purge would select.
 *
 * @param matched in memory
 * @param notLookedAt on disk, which are not counted; -1 where there is no disk or they need not be
 */
public record EdgeCount(long matched, long notLookedAt) {}
