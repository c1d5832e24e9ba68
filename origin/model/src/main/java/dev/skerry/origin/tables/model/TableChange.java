package dev.skerry.origin.tables.model;

import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/**
 * One step that brings a table nearer to its model. DynamoDB takes one at a time.
 *
 * @param description what it does, for logs: {@code create the index by-name}
 * @param edit says it in a request
 */
record TableChange(String description, Consumer<UpdateTableRequest.Builder> edit) {}
