package dev.skerry.control.admin;

import dev.skerry.edge.admin.AuditLine;
import java.time.Instant;

/**
 * A line of the audit log as it is kept.
 *
 * @param number from 1, in the order in which lines became durable
 * @param at when, by the clock of the process that wrote it
 */
record AuditEntry(long number, Instant at, AuditLine line) {}
