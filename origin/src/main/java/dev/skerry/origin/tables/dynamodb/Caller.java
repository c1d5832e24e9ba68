package dev.skerry.origin.tables.dynamodb;

/**
 * Who calls.
 *
 * @param account twelve digits
 */
public record Caller(String account) {}
