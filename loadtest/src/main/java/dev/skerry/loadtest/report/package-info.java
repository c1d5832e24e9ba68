/** What is left of a measurement: latency pictures. */
@NullMarked
package dev.skerry.loadtest.report;

import org.jspecify.annotations.NullMarked;
