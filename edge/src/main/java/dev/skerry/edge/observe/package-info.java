/**
 * What an edge tells of itself: the access log, and metrics in the Prometheus text format.
 *
 * <p>Both begin with an {@link dev.skerry.edge.observe.ExchangeRecord} that the pipeline fills in
 * while an exchange runs. Neither ever blocks an event loop, takes a lock on it, or grows without a
 * bound. This package knows {@code dev.skerry.http} and {@code dev.skerry.edge.flow}, nothing else
 * of the edge: whoever has something to measure registers it here.
 */
@NullMarked
package dev.skerry.edge.observe;

import org.jspecify.annotations.NullMarked;
