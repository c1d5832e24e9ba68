/**
 * The measuring instruments: {@code skerry bench} and {@code skerry load}.
 *
 * <p>{@code peers} measures servers beside each other, {@code generator} makes load, {@code origin}
 * is the test origin, {@code report} turns measurements into tables, files and pictures, {@code
 * bench} holds microbenchmarks. They use of the product its launcher only: what is measured is the
 * program as a user runs it.
 */
@NullMarked
package dev.skerry.loadtest;

import org.jspecify.annotations.NullMarked;
