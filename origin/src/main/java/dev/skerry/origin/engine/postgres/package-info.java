/**
 * The engine in a database that speaks PostgreSQL's protocol, shared by any number of processes.
 *
 * <p>Commits are a chain: each group of them writes one record whose key is the newest stamp before
 * it. Two groups cannot follow the same one, so stamps are in the order of commits whatever the
 * database does, and whoever sees a commit sees all before it. What a transaction read is checked
 * by the driver against the records since, while it has the turn; of the database this takes
 * snapshots, unique keys and locks of a row, not its own SERIALIZABLE.
 *
 * <p>Knows the engine's interface, what drivers share, JDBC and a pool of connections.
 */
@NullMarked
package dev.skerry.origin.engine.postgres;

import org.jspecify.annotations.NullMarked;
