/**
 * Where objects' octets are: small contents in rows of the engine, larger ones in a depot, and
 * those of several parts as lists of slices of others.
 *
 * <p>A depot is a folder of files ({@code FileDepot}) or a bucket of another service ({@code
 * BucketDepot}). A content is kept there for good first; only then does a transaction write its row
 * together with what refers to it. A content to which nothing refers any more is doomed in that
 * transaction, and removed behind the calls, its row first, when nobody reads it. So what a row
 * refers to is always there, and what is there without a row is an orphan of a process that ended
 * before its transaction.
 *
 * <p>Uses the engine's interface and {@code objects.row}; knows neither buckets nor keys of the
 * store's own.
 */
@NullMarked
package dev.skerry.origin.objects.content;

import org.jspecify.annotations.NullMarked;
