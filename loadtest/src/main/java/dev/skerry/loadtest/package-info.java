/**
 * The measuring instruments: {@code skerry bench} and {@code skerry load}.
 *
 * <p>{@code peers} measures servers beside each other, {@code generator} makes load, {@code origin}
 * is the test origin, {@code report} draws latencies, {@code bench} holds microbenchmarks, {@code
 * simulate} replays traces. Only the last two use the product's code; the others measure the
 * program as a user runs it.
 */
@NullMarked
package dev.skerry.loadtest;

import org.jspecify.annotations.NullMarked;
