/**
 * The closed list of what can go wrong with a model, and what was found wrong in detail.
 *
 * <p>This package uses nothing but the JDK.
 */
@NullMarked
package dev.skerry.origin.tables.model.error;

import org.jspecify.annotations.NullMarked;
