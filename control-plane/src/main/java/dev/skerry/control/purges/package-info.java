/**
 * The purge log: every purge that was ordered, numbered in the order of commits and durable before
 * any edge hears of it, and which edges have applied it.
 *
 * <p>Keeps its rows on the engine, tells edges through the sessions of the fleet, and hears of them
 * what they applied. Knows neither configurations nor their versions.
 */
@NullMarked
package dev.skerry.control.purges;

import org.jspecify.annotations.NullMarked;
