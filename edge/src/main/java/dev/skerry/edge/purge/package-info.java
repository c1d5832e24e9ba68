/**
 * Purge as a number, not a walk: which stored responses an operator has purged.
 *
 * <p>Each purge has a sequence number. A stored response carries a {@link Ticket} taken when its
 * fetch began; a look-up compares the ticket's number with the newest purge of everything, of its
 * site, host, URL and tags, and with the prefixes and expressions that are newer. So a purge costs
 * the same for ten stored responses or ten million, and a fetch that began before a purge is never
 * served after it. All tables are bounded; at the bound too much is purged, never too little.
 *
 * <p>This package knows {@code dev.skerry.http} and nothing else of Skerry; no Netty.
 */
@NullMarked
package dev.skerry.edge.purge;

import org.jspecify.annotations.NullMarked;
