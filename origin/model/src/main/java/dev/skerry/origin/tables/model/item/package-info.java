/**
 * Records to items and back: what a record's declaration means, found out once for each, and the
 * form in which each type of component is kept.
 *
 * <p>Source: "Supported data types and naming rules" in the Amazon DynamoDB developer guide. This
 * package uses {@code schema} and {@code error}.
 */
@NullMarked
package dev.skerry.origin.tables.model.item;

import org.jspecify.annotations.NullMarked;
