/**
 * The published HTTP cache tests as a judge: run as they are through the edge, judged by their own
 * code, and compared id by id with what is expected.
 */
@NullMarked
package dev.skerry.loadtest.conformance;

import org.jspecify.annotations.NullMarked;
