/**
 * The configuration in force, as one immutable {@link dev.skerry.edge.config.Snapshot} of plain
 * records.
 *
 * <p>Nothing here reads a document: {@code dev.skerry.edge.config.document} makes snapshots,
 * everybody else reads them. Each name of a duration or size ends with its unit. All types are
 * immutable and may be shared between threads. Uses the JDK, {@code dev.skerry.edge.semantics} and
 * a linear-time regular expression library only.
 */
@NullMarked
package dev.skerry.edge.config;

import org.jspecify.annotations.NullMarked;
