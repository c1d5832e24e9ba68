package dev.skerry.handler;

import java.time.Instant;

/**
 * A moment of a schedule, at which a handler is called.
 *
 * @param cron the schedule, as the configuration writes it
 * @param at the minute that is meant; the call may come later
 */
public record Occurrence(String cron, Instant at) {}
