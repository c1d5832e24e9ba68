package dev.skerry.edge.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The configuration that a node follows.
 *
 * @param source where it came from: a file's path, or {@code command line}
 * @param since when it came into force
 * @param sha256 of the document's bytes, in hexadecimal
 * @param problem why the newest document was refused, null if it is the one in force
 * @param document the document without its secrets
 */
public record ConfigInForce(
    String source, Instant since, String sha256, @Nullable String problem, JsonNode document) {}
