/**
 * What the edge's memory is in truth: fills a real edge by HTTP from an origin of its own, and
 * prints what the system says the process takes.
 */
@NullMarked
package dev.skerry.loadtest.memory;

import org.jspecify.annotations.NullMarked;
