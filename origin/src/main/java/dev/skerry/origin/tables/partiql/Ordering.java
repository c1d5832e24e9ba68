package dev.skerry.origin.tables.partiql;

/** A key attribute by which results are ordered. */
public record Ordering(String attribute, boolean descending) {}
