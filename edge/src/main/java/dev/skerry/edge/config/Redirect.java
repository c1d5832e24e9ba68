package dev.skerry.edge.config;

/**
 * An answer that sends the viewer elsewhere (RFC 9110 §15.4).
 *
 * @param status 301, 302, 303, 307 or 308
 * @param target the value of {@code Location}
 */
public record Redirect(int status, Template target) {}
