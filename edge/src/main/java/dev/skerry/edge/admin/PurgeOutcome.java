package dev.skerry.edge.admin;

/**
 * What a purge did.
 *
 * @param sequence the purge's sequence number (the highest, if several were needed): whatever was
 *     fetched before it and is meant by it is not served; for a dry run the newest there is
 * @param matched how many stored responses were meant when it was carried out; -1 if they were not
 *     counted
 * @param notLookedAt how many stored responses the disk has, which were not counted though some may
 *     be meant; -1 if it has none or they need not be counted
 */
public record PurgeOutcome(long sequence, long matched, long notLookedAt) {}
