/**
 * The errors that the table API answers with: one closed list with their names on the wire.
 *
 * <p>Source: "Error handling with DynamoDB" and the "Errors" section of each operation in the
 * DynamoDB API reference. This package uses nothing else of Skerry.
 */
@NullMarked
package dev.skerry.origin.tables.error;

import org.jspecify.annotations.NullMarked;
