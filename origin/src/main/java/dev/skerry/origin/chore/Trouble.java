package dev.skerry.origin.chore;

import java.time.Instant;

/**
 * That a chore behind the calls fails.
 *
 * @param chore its name
 * @param cause of the last failure
 * @param since when it has not succeeded
 * @param failures in a row
 */
public record Trouble(String chore, String cause, Instant since, int failures) {}
