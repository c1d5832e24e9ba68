/**
 * From a document to a {@link dev.skerry.edge.config.Snapshot}, or to all that is wrong with it.
 *
 * <p>Text becomes a tree in which every node knows its line and column; one declarative description
 * of the document ({@code DocumentShape}) decodes the tree, and is also what the JSON Schema and
 * the reference page are made from; checks then compare what was decoded, and only a document
 * without a single problem is built. Compiling is pure: files and environment variables come
 * through {@link dev.skerry.edge.config.document.Sources}. May use {@code dev.skerry.edge.config},
 * Jackson, SnakeYAML Engine and Bouncy Castle.
 */
@NullMarked
package dev.skerry.edge.config.document;

import org.jspecify.annotations.NullMarked;
