/**
 * What an edge tells of itself: the access log, and metrics in the Prometheus text format.
 *
 * <p>Both begin with an {@link dev.skerry.edge.observe.ExchangeRecord} that the pipeline fills in
 * while an exchange runs. Neither ever blocks an event loop, takes a lock on it, or grows without a
 * bound.
 *
 * <p>Metrics are kept in counters of our own and written in the Prometheus text format 0.0.4
 * directly, without a metrics library: what is measured per exchange is a fixed row of numbers per
 * site, for which a library would look up several meters by their tags and keep each in an object
 * of its own; the format itself is a page of code.
 *
 * <p>This package knows {@code dev.skerry.http}, {@code dev.skerry.edge.flow} and {@code
 * dev.skerry.edge.config}, nothing else of the edge: whoever has something to measure registers it
 * in {@link dev.skerry.edge.observe.Gauges}.
 */
@NullMarked
package dev.skerry.edge.observe;

import org.jspecify.annotations.NullMarked;
