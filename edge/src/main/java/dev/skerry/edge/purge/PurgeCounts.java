package dev.skerry.edge.purge;

/**
 * The figures of a {@link PurgeTable}, for metrics.
 *
 * @param latest the newest purge's number
 * @param forgotten the number up to which purges are forgotten, as no ticket in use is older
 * @param exact remembered hosts, URLs and tags
 * @param prefixes remembered prefixes
 * @param expressions remembered expressions
 * @param sites remembered purges of whole sites
 * @param epochs groups of tickets in use
 * @param tickets tickets in use: fetches under way and stored responses
 * @param folded purges that were folded at a limit, since the start
 */
public record PurgeCounts(
    long latest,
    long forgotten,
    int exact,
    int prefixes,
    int expressions,
    int sites,
    int epochs,
    long tickets,
    long folded) {}
