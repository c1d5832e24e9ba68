package dev.skerry.origin.tables.dynamodb;

/**
 * What is sent to the client.
 *
 * @param status of HTTP
 * @param body JSON in UTF-8, which nobody may alter
 */
@SuppressWarnings("ArrayRecordComponent") // made once, written once, never compared
public record Answer(int status, byte[] body) {}
