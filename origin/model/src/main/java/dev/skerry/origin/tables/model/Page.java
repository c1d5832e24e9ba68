package dev.skerry.origin.tables.model;

import java.util.List;
import java.util.Optional;

/**
 * One answer of a query or scan.
 *
 * @param items what was found; may be empty although there is more
 * @param next where the next page begins; empty after the last
 * @param scanned how many items were looked at, before the filter
 */
public record Page<T>(List<T> items, Optional<Cursor> next, int scanned) {}
