/**
 * What a record says of itself so that it can be a model: annotations, rules, transformations, keys
 * and references.
 *
 * <p>This package uses nothing but the JDK.
 */
@NullMarked
package dev.skerry.origin.tables.model.schema;

import org.jspecify.annotations.NullMarked;
