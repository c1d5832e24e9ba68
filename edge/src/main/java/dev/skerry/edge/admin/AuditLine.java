package dev.skerry.edge.admin;

import org.jspecify.annotations.Nullable;

/**
 * One call that changed something, or was refused.
 *
 * @param caller the name of who made it; null for a stranger
 * @param from the address from which it came
 * @param method of HTTP
 * @param path as it was called
 * @param what was done, in a few words; empty where the path says it
 * @param status of the answer
 * @param problem why it was refused; null if it was not
 */
public record AuditLine(
    @Nullable String caller,
    String from,
    String method,
    String path,
    String what,
    int status,
    @Nullable Problem problem) {}
