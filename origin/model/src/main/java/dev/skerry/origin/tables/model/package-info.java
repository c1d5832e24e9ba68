/**
 * The modelling library: records are the items of DynamoDB's tables, at AWS or at Skerry.
 *
 * <p>{@link dev.skerry.origin.tables.model.Models} is where a program begins. The library speaks
 * through the AWS SDK's {@code DynamoDbClient} and knows nothing of the server.
 */
@NullMarked
package dev.skerry.origin.tables.model;

import org.jspecify.annotations.NullMarked;
