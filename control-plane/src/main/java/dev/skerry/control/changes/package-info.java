/**
 * What changes at the origin becomes purges: follows the feed of the engine for the sites that ask
 * for it, and appends to the purge log in the transaction that says how far the feed was followed.
 * So each change is purged once, in order, whoever falls when, and also where several control
 * planes follow the same engine.
 *
 * <p>Uses the purge log, the fleet to hear when a purge is everywhere, and of the origin what its
 * topics tell. Which sites ask for what it is told by a seam; it knows no configurations.
 */
@NullMarked
package dev.skerry.control.changes;

import org.jspecify.annotations.NullMarked;
