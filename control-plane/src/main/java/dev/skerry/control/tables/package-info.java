/**
 * The table API over HTTP, as DynamoDB's endpoint speaks it: AWS JSON 1.0, signatures, checksums,
 * compression, CORS and the health check, and the order in which a request's faults are found.
 *
 * <p>Sources: "DynamoDB low-level API" and "Error handling with DynamoDB" in the Amazon DynamoDB
 * developer guide. This package uses {@code dev.skerry.control.api}, and of the origin the table
 * API and the access.
 */
@NullMarked
package dev.skerry.control.tables;

import org.jspecify.annotations.NullMarked;
