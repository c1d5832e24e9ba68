/**
 * The command line: one class per command, and what {@code skerry run} needs around a node (data
 * folder, signals, reload, the line that says that it is ready).
 *
 * <p>{@code run} starts the node in this process. {@code explain}, {@code purge} and {@code status}
 * speak to the admin API of one that runs. Exit codes: 0 done, 1 it did not work or problems were
 * found, 2 the command line is wrong, 69 nobody answers.
 */
@NullMarked
package dev.skerry.cli;

import org.jspecify.annotations.NullMarked;
