/**
 * Where objects' octets are: small contents in rows of the engine, larger ones in files, and those
 * of several parts as lists of slices of others.
 *
 * <p>A content is received into a temporary file, moved to its place, and there it and the folder
 * are synced; only then does a transaction write its row together with what refers to it. A content
 * to which nothing refers any more is doomed in that transaction, and removed behind the calls,
 * file first, when nobody reads it. So what a row refers to is always there, and a file without a
 * row is an orphan of a process that ended before its transaction.
 *
 * <p>Uses the engine's interface and {@code objects.row}; knows neither buckets nor keys.
 */
@NullMarked
package dev.skerry.origin.objects.content;

import org.jspecify.annotations.NullMarked;
