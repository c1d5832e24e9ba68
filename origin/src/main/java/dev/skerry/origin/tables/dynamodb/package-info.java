/**
 * The table API on the wire: operations by name, from the octets of a JSON body to those of the
 * answer.
 *
 * <p>An operation says the shape of its input, with what each member must satisfy; a reader and a
 * checker common to all turn octets into fields. Texts and their order are the service's. Source:
 * the DynamoDB API reference. This package uses {@code dev.skerry.origin.tables} and what that may
 * use, and the statements of {@code dev.skerry.origin.tables.partiql}.
 */
@NullMarked
package dev.skerry.origin.tables.dynamodb;

import org.jspecify.annotations.NullMarked;
