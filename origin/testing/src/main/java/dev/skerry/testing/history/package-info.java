/**
 * Histories of what concurrent clients did and were told, and two checks that it could have
 * happened. Uses the JDK only.
 *
 * <p>{@link dev.skerry.testing.history.SerializabilityCheck} looks at transactions. Its method is
 * Elle's (Kingsbury and Alvaro, "Elle: Inferring Isolation Anomalies from Experimental
 * Observations", VLDB 2020): transactions append unique elements to lists and read them, so that
 * each list read tells the order of those who wrote it; a circle of who must come before whom is an
 * anomaly. {@link dev.skerry.testing.history.LinearizabilityCheck} looks at one item after the
 * other, which may be replaced and deleted, too. Its method is that of Wing and Gong ("Testing and
 * Verifying Concurrent Objects", 1993) as Lowe improved it ("Testing for Linearizability", 2017):
 * it looks for an order of the calls, and remembers where it has been.
 */
@NullMarked
package dev.skerry.testing.history;

import org.jspecify.annotations.NullMarked;
