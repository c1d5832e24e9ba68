package dev.skerry.edge.admin;

import java.util.function.Supplier;

/**
 * A further member of {@code GET /v1/status}, for what runs in a process beside the edge.
 *
 * @param value tells it, on a thread that may block
 */
public record StatusMember<R extends Record>(String name, Class<R> type, Supplier<R> value) {}
