package dev.skerry.control.sites;

import java.time.Instant;

/**
 * A configuration that was accepted, without its content.
 *
 * @param number above 0, one more than that of the version before
 * @param sha256 of the document and all that it names, in hexadecimal: equal ones, equal meaning
 * @param author who applied it; {@code file} for the file that a process follows
 * @param message why, as the author says; may be empty
 * @param at when
 * @param restores the number of the version whose content this has again, 0 for none
 * @param bytes of its content
 */
public record Version(
    long number,
    String sha256,
    String author,
    String message,
    Instant at,
    long restores,
    long bytes) {}
