/**
 * Histories of transactions and the check that they could have happened one after the other.
 *
 * <p>The method is Elle's (Kingsbury and Alvaro, "Elle: Inferring Isolation Anomalies from
 * Experimental Observations", VLDB 2020): transactions append unique elements to lists and read
 * them, so that each list read tells the order of those who wrote it; a circle of who must come
 * before whom is an anomaly.
 */
@NullMarked
package dev.skerry.origin.engine.history;

import org.jspecify.annotations.NullMarked;
