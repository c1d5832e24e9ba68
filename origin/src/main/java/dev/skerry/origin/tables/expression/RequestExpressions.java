package dev.skerry.origin.tables.expression;

import org.jspecify.annotations.Nullable;

/**
 * The expressions of one request; null for each that it does not have. Immutable.
 *
 * @param update how the item is changed
 * @param condition what must be true of the item that is written
 * @param keyCondition which keys are wanted; how many attributes it speaks of is not checked yet
 * @param filter which of the items found are wanted
 * @param projection which parts of items are wanted
 */
public record RequestExpressions(
    @Nullable Update update,
    @Nullable Condition condition,
    @Nullable KeyCondition keyCondition,
    @Nullable Condition filter,
    @Nullable Projection projection) {}
