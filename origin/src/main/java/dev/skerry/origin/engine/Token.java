package dev.skerry.origin.engine;

import java.util.UUID;

/**
 * The name of one attempt at a transaction, by which an engine finds out later whether it was
 * committed.
 *
 * @param id unique among all attempts
 * @param began the newest commit that the attempt was sure to see
 */
public record Token(UUID id, Stamp began) {}
